/** Initial RAM disks: what they hold, and how a new one takes the place of an old one. */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.KERNEL},
    places = {
      "/boot",
      "/efi",
      "/etc/dracut.conf",
      "/etc/dracut.conf.d",
      "/etc/initcpio",
      "/etc/initramfs-tools",
      "/etc/mkinitcpio.conf.d",
      "/etc/modprobe.d",
      "/lib/modules"
    })
@NullMarked
package dev.javaform.modules.linux.initramfs;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
