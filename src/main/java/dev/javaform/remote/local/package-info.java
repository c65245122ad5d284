/** This machine as a host: the same shell, started as a process. */
@NullMarked
package dev.javaform.remote.local;

import org.jspecify.annotations.NullMarked;
