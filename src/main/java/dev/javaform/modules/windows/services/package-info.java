/** Services of Windows. */
@Realms(
    alters = {Realm.SERVICES, Realm.REGISTRY},
    restsOn = {Realm.SERVICES, Realm.REGISTRY, Realm.ACCOUNTS, Realm.FILES, Realm.PACKAGES})
@NullMarked
package dev.javaform.modules.windows.services;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
