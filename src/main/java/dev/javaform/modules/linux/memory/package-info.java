/** Memory in large pages: what a host has and what it can spare. */
@Realms(
    alters = {Realm.FILES, Realm.KERNEL},
    restsOn = {Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.memory;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
