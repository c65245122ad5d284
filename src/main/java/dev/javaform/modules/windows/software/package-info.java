/** What is installed: programs, apps, updates. */
@Realms(
    alters = {Realm.PACKAGES, Realm.FILES, Realm.SERVICES, Realm.REGISTRY},
    restsOn = {Realm.PACKAGES, Realm.FILES, Realm.SERVICES})
@NullMarked
package dev.javaform.modules.windows.software;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
