/** What a Windows guest is called, which time it has, where it swaps to, and who it logs on. */
@Realms(
    alters = {Realm.REGISTRY, Realm.KERNEL},
    restsOn = {Realm.REGISTRY, Realm.KERNEL, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.system;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
