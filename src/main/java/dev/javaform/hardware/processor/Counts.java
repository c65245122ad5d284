package dev.javaform.hardware.processor;

import java.util.Optional;

/**
 * How many there are of everything that is online; empty where that is unknown.
 *
 * @param packages sockets
 * @param cores cores of all sockets
 * @param threadsPerCore the most threads that a core has
 */
public record Counts(
    Optional<Integer> packages, Optional<Integer> cores, Optional<Integer> threadsPerCore) {}
