/** A host that is booted anew, and that comes back. */
@Realms(
    alters = {Realm.FILES, Realm.SERVICES, Realm.KERNEL},
    restsOn = {Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.power;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
