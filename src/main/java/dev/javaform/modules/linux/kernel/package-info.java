/** The running kernel: its modules, parameters and host name. */
@Realms(
    alters = {Realm.FILES, Realm.KERNEL},
    restsOn = {Realm.KERNEL},
    places = {"/lib/modules", "/etc/modprobe.d"})
@NullMarked
package dev.javaform.modules.linux.kernel;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
