/** Tasks that Windows does at certain times and events; what they are is XML (MS-TSCH 2.5). */
@Realms(
    alters = {Realm.SERVICES},
    restsOn = {Realm.SERVICES, Realm.ACCOUNTS})
@NullMarked
package dev.javaform.modules.windows.tasks;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
