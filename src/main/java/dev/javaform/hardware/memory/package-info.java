/** The memory of a machine, its NUMA nodes and its huge pages, and what a guest may have of it. */
@NullMarked
package dev.javaform.hardware.memory;

import org.jspecify.annotations.NullMarked;
