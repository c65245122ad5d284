/** The registry: keys and values, of the machine and of its users. */
@Realms(
    alters = {Realm.REGISTRY},
    restsOn = {Realm.REGISTRY, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.registry;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
