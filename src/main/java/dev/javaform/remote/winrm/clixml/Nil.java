package dev.javaform.remote.winrm.clixml;

/** PowerShell's {@code $null}, where a value is. */
public enum Nil {
  NIL
}
