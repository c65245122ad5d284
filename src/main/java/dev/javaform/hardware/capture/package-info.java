/** Reads and writes captures: the files of a machine, saved to be looked at elsewhere. */
@NullMarked
package dev.javaform.hardware.capture;

import org.jspecify.annotations.NullMarked;
