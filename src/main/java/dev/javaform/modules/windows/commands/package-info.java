/** Programs and scripts that a playbook runs in a Windows guest as they are. */
@Realms(
    alters = {
      Realm.FILES,
      Realm.PACKAGES,
      Realm.ACCOUNTS,
      Realm.SERVICES,
      Realm.KERNEL,
      Realm.REGISTRY
    },
    restsOn = {
      Realm.FILES,
      Realm.PACKAGES,
      Realm.ACCOUNTS,
      Realm.SERVICES,
      Realm.KERNEL,
      Realm.REGISTRY
    })
@NullMarked
package dev.javaform.modules.windows.commands;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
