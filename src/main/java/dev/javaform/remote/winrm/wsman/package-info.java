/**
 * WS-Management as Windows speaks it: envelopes, faults, and shells with their streams (DSP0226,
 * MS-WSMV).
 */
@NullMarked
package dev.javaform.remote.winrm.wsman;

import org.jspecify.annotations.NullMarked;
