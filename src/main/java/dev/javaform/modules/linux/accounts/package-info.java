/** Users and groups. */
@Realms(
    alters = {Realm.ACCOUNTS, Realm.FILES},
    restsOn = {Realm.ACCOUNTS},
    places = {"/etc/passwd", "/etc/group", "/etc/shadow", "/etc/login.defs", "/etc/skel"})
@NullMarked
package dev.javaform.modules.linux.accounts;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
