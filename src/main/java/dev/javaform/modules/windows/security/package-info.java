/** What protects a guest, and who may do what. */
@Realms(
    alters = {Realm.SERVICES, Realm.FILES, Realm.REGISTRY},
    restsOn = {Realm.SERVICES, Realm.ACCOUNTS, Realm.FILES, Realm.REGISTRY})
@NullMarked
package dev.javaform.modules.windows.security;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
