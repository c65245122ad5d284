/** What guests have for disks: images of disks and of CDs. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.FILES, Realm.PACKAGES})
@NullMarked
package dev.javaform.modules.linux.storage;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
