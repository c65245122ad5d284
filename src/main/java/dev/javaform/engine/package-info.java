/** Runs plays on hosts: order, lockstep, asking ahead, acting, and the events that tell of it. */
@NullMarked
package dev.javaform.engine;

import org.jspecify.annotations.NullMarked;
