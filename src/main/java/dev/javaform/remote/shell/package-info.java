/** One persistent POSIX shell per host and user, over whatever carries three byte streams. */
package dev.javaform.remote.shell;
