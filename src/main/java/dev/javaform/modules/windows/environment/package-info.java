/** Variables of the environment, of a Windows guest and of its users. */
@Realms(
    alters = {Realm.REGISTRY},
    restsOn = {Realm.REGISTRY, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.environment;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
