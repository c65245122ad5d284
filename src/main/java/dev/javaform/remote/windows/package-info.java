/**
 * Sessions in Windows: a helper of PowerShell functions that is sent in parts, told what is wanted
 * as one JSON text, and answers with one ({@code docs/windows-helper.md}).
 */
@NullMarked
package dev.javaform.remote.windows;

import org.jspecify.annotations.NullMarked;
