/** Packages of Debian's apt and of dnf. */
@NullMarked
package dev.javaform.modules.linux.packages;

import org.jspecify.annotations.NullMarked;
