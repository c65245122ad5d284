/**
 * Hosts reached by SSH through Apache MINA SSHD; reads what OpenSSH's own client reads.
 *
 * <p>The reader of ssh_config is our own: MINA's lacks {@code Match}, {@code Include} and most
 * tokens. Its patterns are not Python's: they have no sets in brackets, which stand in addresses.
 */
@NullMarked
package dev.javaform.remote.ssh;

import org.jspecify.annotations.NullMarked;
