/** Memory in large pages: what a host has and what it can spare. */
@NullMarked
package dev.javaform.modules.linux.memory;

import org.jspecify.annotations.NullMarked;
