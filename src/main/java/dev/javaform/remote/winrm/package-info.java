/** Connections to Windows hosts over WinRM: addresses, TLS, accounts, and PowerShell at the end. */
@NullMarked
package dev.javaform.remote.winrm;

import org.jspecify.annotations.NullMarked;
