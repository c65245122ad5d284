package dev.javaform.engine;

/**
 * Two states of the same type that differ: how a module found a host, and how it leaves it.
 *
 * @param about what they are states of, where they do not name a file themselves
 */
record Difference(Object before, Object after, String about) {}
