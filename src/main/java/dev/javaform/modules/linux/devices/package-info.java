/** Devices: the rules by which udev sets them up, and how their file systems are mounted. */
@Realms(
    alters = {Realm.FILES, Realm.KERNEL},
    restsOn = {Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.devices;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
