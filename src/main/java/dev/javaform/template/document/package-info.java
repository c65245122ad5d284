/** Templates as trees of statements: scanned, parsed once, run with the variables of one host. */
package dev.javaform.template.document;
