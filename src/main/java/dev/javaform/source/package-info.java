/**
 * YAML as a tree of values that know where they stand, conditions among them, and diagnostics that
 * point back there.
 */
@NullMarked
package dev.javaform.source;

import org.jspecify.annotations.NullMarked;
