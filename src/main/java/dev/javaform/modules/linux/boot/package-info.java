/**
 * Boot loaders and the kernel's command line: which loader a host has, what it will start, and how
 * its arguments are changed.
 */
@NullMarked
package dev.javaform.modules.linux.boot;

import org.jspecify.annotations.NullMarked;
