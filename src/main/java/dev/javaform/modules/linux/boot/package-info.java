/**
 * Boot loaders and the kernel's command line: which loader a host has, what it will start, and how
 * its arguments are changed.
 */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.KERNEL},
    places = {"/boot", "/efi", "/etc/default", "/etc/kernel", "/etc/grub.d"})
@NullMarked
package dev.javaform.modules.linux.boot;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
