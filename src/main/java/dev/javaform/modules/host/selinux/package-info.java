/** SELinux policy modules: what is installed, and what must never be allowed. */
package dev.javaform.modules.host.selinux;
