/** What the host itself needs its devices for. */
@NullMarked
package dev.javaform.hardware.owner;

import org.jspecify.annotations.NullMarked;
