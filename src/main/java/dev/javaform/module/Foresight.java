package dev.javaform.module;

/**
 * What another probe would see once a plan has been carried out. A plan's {@code after} answers
 * only the very probe it was decided from; foresights answer the probes of later tasks that look at
 * a part of the same thing in their own way, a single file of a copied directory for example.
 */
public record Foresight<T>(Probe<T> probe, T state) {}
