/**
 * Functions of PCI devices that are kept for guests: who would claim them, and how vfio-pci comes
 * first.
 */
@Realms(
    alters = {Realm.FILES},
    restsOn = {Realm.KERNEL},
    places = {
      "/etc/modprobe.d",
      "/etc/javaform",
      "/etc/systemd/system",
      "/etc/initramfs-tools",
      "/etc/initcpio",
      "/etc/kernel",
      "/etc/default/grub"
    })
@NullMarked
package dev.javaform.modules.linux.vfio;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
