/** Units of systemd: what it says about them, whether they run and start. */
@Realms(
    alters = {Realm.SERVICES},
    restsOn = {Realm.SERVICES},
    places = {
      "/etc/systemd",
      "/run/systemd",
      "/usr/lib/systemd",
      "/usr/local/lib/systemd",
      "/lib/systemd",
      "/etc/init.d"
    })
@NullMarked
package dev.javaform.modules.linux.services;

import dev.javaform.module.Realm;
import dev.javaform.module.Realms;
import org.jspecify.annotations.NullMarked;
