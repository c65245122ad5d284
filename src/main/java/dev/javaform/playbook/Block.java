package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/** Entries that share keywords, with what to do where one fails, and what to do in any case. */
public record Block(
    Optional<Yaml.Scalar> name,
    ImmutableList<Entry> entries,
    ImmutableList<Entry> rescue,
    ImmutableList<Entry> always,
    Mark mark,
    Keywords keywords)
    implements Entry {}
