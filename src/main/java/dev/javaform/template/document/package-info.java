/** Templates as trees of statements: scanned, parsed once, run with the variables of one host. */
@NullMarked
package dev.javaform.template.document;

import org.jspecify.annotations.NullMarked;
