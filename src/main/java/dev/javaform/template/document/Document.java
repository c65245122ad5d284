package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;

/** A parsed template: {@code text} is what offsets in it count in. */
public record Document(String text, ImmutableList<Statement> statements) {}
