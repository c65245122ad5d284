package dev.javaform.config;

import dev.javaform.source.Mark;

/** A value of ansible.cfg, and the place of its key. */
public record ConfigEntry(String value, Mark mark) {}
