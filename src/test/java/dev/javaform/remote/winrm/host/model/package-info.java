/**
 * What a Windows host is, in memory, spoken to as the helper in a guest is
 * (docs/windows-helper.md): one JSON text in, one out. It keeps what is written, so that whoever
 * converges twice finds nothing to do, and it counts its writes.
 */
@NullMarked
package dev.javaform.remote.winrm.host.model;

import org.jspecify.annotations.NullMarked;
