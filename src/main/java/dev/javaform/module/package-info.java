/** All that the author of a module sees: what to ask a host, what to decide, what to do. */
@NullMarked
package dev.javaform.module;

import org.jspecify.annotations.NullMarked;
