/** Local users and groups, and who is in which group. */
@Realms(
    alters = {Realm.ACCOUNTS},
    restsOn = {Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.accounts;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
