/** YAML as a tree of values that know where they stand, and diagnostics that point back there. */
package dev.javaform.source;
