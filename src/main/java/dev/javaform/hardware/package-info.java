/**
 * What a machine is made of, as its kernel tells it: pure records and algorithms on files of /proc
 * and /sys that somebody else has read, on a host or from a capture.
 */
@NullMarked
package dev.javaform.hardware;

import org.jspecify.annotations.NullMarked;
