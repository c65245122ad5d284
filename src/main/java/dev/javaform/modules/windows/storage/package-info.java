/** Disks of a guest, and what is mounted. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.FILES})
@NullMarked
package dev.javaform.modules.windows.storage;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
