/**
 * The processors of a machine: which CPUs are threads of one core, which cores share a cache, which
 * are fast, and at which memory they sit.
 */
@NullMarked
package dev.javaform.hardware.processor;

import org.jspecify.annotations.NullMarked;
