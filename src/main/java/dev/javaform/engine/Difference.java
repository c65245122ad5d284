package dev.javaform.engine;

/** Two states of the same type that differ: how a module found a host, and how it leaves it. */
record Difference(Object before, Object after) {}
