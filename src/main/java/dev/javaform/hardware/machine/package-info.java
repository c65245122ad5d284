/** A whole machine: everything that is known of it, and how playbooks see it. */
@NullMarked
package dev.javaform.hardware.machine;

import org.jspecify.annotations.NullMarked;
