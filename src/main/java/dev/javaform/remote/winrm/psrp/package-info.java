/**
 * PowerShell's remoting protocol (MS-PSRP): pools of runspaces at a host, pipelines that run in
 * them, and what these say, as messages in fragments that a shell of WS-Management carries.
 */
@NullMarked
package dev.javaform.remote.winrm.psrp;

import org.jspecify.annotations.NullMarked;
