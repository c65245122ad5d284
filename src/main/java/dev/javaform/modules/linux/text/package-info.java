/** Lines and blocks inside text files, by regular expressions as Python reads them. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.linux.text;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
