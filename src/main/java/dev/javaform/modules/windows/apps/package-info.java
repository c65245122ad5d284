/** Store apps (appx packages) of a Windows guest. */
@Realms(
    alters = {Realm.PACKAGES},
    restsOn = {Realm.PACKAGES, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.apps;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
