/**
 * Domains of libvirt: their XML compared by what it means, changed without losing what a guest
 * depends on.
 */
@Realms(
    alters = {Realm.FILES, Realm.SERVICES},
    restsOn = {Realm.SERVICES, Realm.ACCOUNTS},
    places = {"/etc/libvirt", "/var/lib/libvirt"})
@NullMarked
package dev.javaform.modules.linux.libvirt;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
