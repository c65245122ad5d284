/** Files, directories and links: their content, owner, mode and the rest. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.linux.files;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
