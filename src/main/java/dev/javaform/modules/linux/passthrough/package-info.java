/** Whether a host can pass devices to guests, and which. */
@Realms(
    alters = {},
    restsOn = {Realm.FILES, Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.passthrough;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
