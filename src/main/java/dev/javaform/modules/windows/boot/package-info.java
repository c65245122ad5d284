/** How a Windows guest boots, and its booting again. */
@Realms(
    alters = {Realm.SERVICES, Realm.KERNEL},
    restsOn = {Realm.KERNEL})
@NullMarked
package dev.javaform.modules.windows.boot;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
