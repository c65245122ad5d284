/**
 * NTLMv2 as a client speaks it: three messages that prove a password, then signed and sealed bodies
 * (MS-NLMP). MD4 and RC4 live here because NTLM is made of them, and nothing else may use them.
 */
@NullMarked
package dev.javaform.remote.winrm.ntlm;

import org.jspecify.annotations.NullMarked;
