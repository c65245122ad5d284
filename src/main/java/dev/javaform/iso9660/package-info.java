/**
 * Images of CDs, as ECMA-119 (ISO 9660) and the Joliet specification describe them, made of files
 * of the controller. The same files give the same bytes.
 */
@NullMarked
package dev.javaform.iso9660;

import org.jspecify.annotations.NullMarked;
