/**
 * The commands a person types: parsing, wiring, exit codes, and the only writer of standard output.
 */
@NullMarked
package dev.javaform.cli;

import org.jspecify.annotations.NullMarked;
