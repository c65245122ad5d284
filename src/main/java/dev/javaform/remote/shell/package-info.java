/** One persistent POSIX shell per host and user, over whatever carries three byte streams. */
@NullMarked
package dev.javaform.remote.shell;

import org.jspecify.annotations.NullMarked;
