package dev.javaform.module;

import org.jspecify.annotations.Nullable;

/**
 * An expression and its value.
 *
 * @param expression as the task wrote it
 * @param value null, Boolean, Long, Double, String, list or map
 */
public record Evaluated(String expression, @Nullable Object value) {}
