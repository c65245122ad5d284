/**
 * Hosts, groups, the patterns that select hosts, and the variables of each host with their origin.
 */
package dev.javaform.inventory;
