/** Programs and scripts that a playbook runs as they are. */
@Realms(
    alters = {Realm.FILES, Realm.PACKAGES, Realm.ACCOUNTS, Realm.SERVICES, Realm.KERNEL},
    restsOn = {Realm.FILES, Realm.PACKAGES, Realm.ACCOUNTS, Realm.SERVICES, Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.commands;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
