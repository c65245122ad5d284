package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableMap;

/**
 * How far something is, which is read to be left out (MS-PSRP 2.2.5.1.25).
 *
 * @param fields the texts by their elements, in their order
 */
public record ProgressRecord(ImmutableMap<String, String> fields) {}
