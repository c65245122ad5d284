/** The running kernel: its modules, parameters and host name. */
@NullMarked
package dev.javaform.modules.linux.kernel;

import org.jspecify.annotations.NullMarked;
