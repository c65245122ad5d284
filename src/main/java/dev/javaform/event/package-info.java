/**
 * What a run tells: its events, and the results, changes and counts in them. All of it may be shown
 * to anybody: secrets are stars, and of what {@code no_log} hides there is nothing but how it
 * ended.
 */
@NullMarked
package dev.javaform.event;

import org.jspecify.annotations.NullMarked;
