/** Parts of Windows that can be turned on and off. */
@Realms(
    alters = {Realm.PACKAGES, Realm.SERVICES, Realm.FILES, Realm.REGISTRY},
    restsOn = {Realm.PACKAGES, Realm.FILES})
@NullMarked
package dev.javaform.modules.windows.features;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
