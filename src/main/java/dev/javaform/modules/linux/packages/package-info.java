/** Packages of Debian's apt and of dnf. */
@Realms(
    alters = {Realm.FILES, Realm.PACKAGES, Realm.ACCOUNTS, Realm.SERVICES, Realm.KERNEL},
    restsOn = {Realm.PACKAGES},
    places = {
      "/etc/apt",
      "/etc/dpkg",
      "/etc/dnf",
      "/etc/yum",
      "/etc/yum.conf",
      "/etc/yum.repos.d",
      "/etc/pki",
      "/etc/rpm",
      "/usr/share/keyrings",
      "/var/lib/apt",
      "/var/lib/dpkg",
      "/var/lib/rpm",
      "/etc/resolv.conf",
      "/etc/hosts"
    })
@NullMarked
package dev.javaform.modules.linux.packages;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
