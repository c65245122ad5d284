package dev.javaform.engine;

/**
 * Two states of the same record type that differ: how a module found a host, and how it leaves it.
 */
public record Difference(Object before, Object after) {}
