/** What the firmware says about the machine, and what of it a guest may be told. */
@NullMarked
package dev.javaform.hardware.dmi;

import org.jspecify.annotations.NullMarked;
