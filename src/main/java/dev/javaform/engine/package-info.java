/** Runs plays on hosts: order, lockstep, asking ahead, acting, and the events that tell of it. */
package dev.javaform.engine;
