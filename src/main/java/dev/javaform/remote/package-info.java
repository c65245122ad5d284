/** Connections to hosts and the shells in them, whatever carries them. */
package dev.javaform.remote;
