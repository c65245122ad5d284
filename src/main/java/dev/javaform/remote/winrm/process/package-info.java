/**
 * PowerShell's remoting protocol spoken with a process by its standard input and output, as
 * PowerShell does it for jobs: lines of XML with fragments in Base64.
 */
@NullMarked
package dev.javaform.remote.winrm.process;

import org.jspecify.annotations.NullMarked;
