/**
 * The commands a person types: parsing, wiring, exit codes, and the only writer of standard output.
 */
package dev.javaform.cli;
