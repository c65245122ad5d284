/**
 * A Windows host in this process, as far as a client over the network can tell: HTTP and TLS, NTLM,
 * WS-Management, shells, PowerShell's remoting, and a state that modules change. It misbehaves
 * where it is told to, and it counts.
 */
@NullMarked
package dev.javaform.remote.winrm.host;

import org.jspecify.annotations.NullMarked;
