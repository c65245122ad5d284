/** SELinux policy modules: what is installed, and what must never be allowed. */
@Realms(
    alters = {Realm.KERNEL},
    restsOn = {Realm.KERNEL},
    places = {"/etc/selinux", "/var/lib/selinux"})
@NullMarked
package dev.javaform.modules.linux.selinux;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
