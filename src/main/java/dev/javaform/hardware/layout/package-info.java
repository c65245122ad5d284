/** Which CPUs and which memory a guest gets, and what stays with the host. */
@NullMarked
package dev.javaform.hardware.layout;

import org.jspecify.annotations.NullMarked;
