/** SELinux policy modules: what is installed, and what must never be allowed. */
@NullMarked
package dev.javaform.modules.linux.selinux;

import org.jspecify.annotations.NullMarked;
