/**
 * CLIXML, the XML in which PowerShell carries values (MS-PSRP 2.2.5): a reader that trusts nobody,
 * a writer, and the values that Java has no type for.
 */
@NullMarked
package dev.javaform.remote.winrm.clixml;

import org.jspecify.annotations.NullMarked;
