/** Connections to hosts and the shells in them, whatever carries them. */
@NullMarked
package dev.javaform.remote;

import org.jspecify.annotations.NullMarked;
