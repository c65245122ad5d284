/** What to ask a host that is running, and how to read what it prints. */
@NullMarked
package dev.javaform.hardware.live;

import org.jspecify.annotations.NullMarked;
