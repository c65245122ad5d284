/** Files and folders of a Windows guest. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.FILES, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.files;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
