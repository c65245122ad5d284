/**
 * Hosts, groups, the patterns that select hosts, and the variables of each host with their origin.
 */
@NullMarked
package dev.javaform.inventory;

import org.jspecify.annotations.NullMarked;
