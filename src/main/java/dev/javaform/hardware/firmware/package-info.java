/** The firmware that QEMU can give a guest, as its descriptors tell it. */
@NullMarked
package dev.javaform.hardware.firmware;

import org.jspecify.annotations.NullMarked;
