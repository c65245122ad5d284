/** Profiles of tuned: where they are, which one is active, which one was applied. */
@Realms(
    alters = {Realm.FILES, Realm.SERVICES, Realm.KERNEL},
    restsOn = {Realm.SERVICES},
    places = {"/etc/tuned", "/usr/lib/tuned"})
@NullMarked
package dev.javaform.modules.linux.tuned;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
