/**
 * What {@code setup} learns about a host: one class per group of facts, each a few shell lines and
 * a pure reader.
 */
@Realms(
    alters = {},
    restsOn = {Realm.FILES, Realm.PACKAGES, Realm.ACCOUNTS, Realm.SERVICES, Realm.KERNEL})
@NullMarked
package dev.javaform.modules.linux.facts;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
