/** The network of a guest: its firewall, its name servers, what it fetches. */
@Realms(
    alters = {Realm.SERVICES, Realm.FILES, Realm.REGISTRY},
    restsOn = {Realm.SERVICES, Realm.FILES, Realm.REGISTRY})
@NullMarked
package dev.javaform.modules.windows.network;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
