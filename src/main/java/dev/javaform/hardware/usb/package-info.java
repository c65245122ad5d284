/** USB controllers and what is plugged into them. */
@NullMarked
package dev.javaform.hardware.usb;

import org.jspecify.annotations.NullMarked;
