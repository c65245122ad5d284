/**
 * What Ansible's users know from Python, once each: truth, how values print, words, escapes, times,
 * JSON, and regular expressions, bounded in time and in stack where they meet text from hosts.
 */
@NullMarked
package dev.javaform.python;

import org.jspecify.annotations.NullMarked;
