/** How much power a Windows guest takes: its power plans, their settings, hibernation. */
@Realms(
    alters = {Realm.KERNEL, Realm.REGISTRY},
    restsOn = {Realm.KERNEL, Realm.REGISTRY})
@NullMarked
package dev.javaform.modules.windows.power;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
