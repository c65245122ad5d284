package dev.javaform.modules.linux;

import dev.javaform.module.FileMode;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.ArrayList;
import java.util.List;

/** Making directories. */
final class Directories {

  private Directories() {}

  /**
   * Makes a directory and what is missing above it; each that is made gets the wished owner, group
   * and mode, as Ansible gives it to all of them.
   */
  static Step make(String path, Wish wish) {
    List<String> commands = new ArrayList<>(List.of("mkdir \"$d\""));
    String account = wish.owner().orElse("") + wish.group().map(group -> ":" + group).orElse("");
    if (!account.isEmpty()) {
      commands.add("chown " + Script.quote(account) + " \"$d\"");
    }
    wish.mode()
        .map(FileMode::text)
        .ifPresent(mode -> commands.add("chmod " + Script.quote(mode) + " \"$d\""));
    return new Step.Run(
        "make the directory " + path,
        Script.sh(
            """
        make() {
        [ -d "$1" ] && return
        case $1 in ?*/*) make "${1%%/*}" || return;; esac
        d=$1; %s
        }
        make %s
        """
                .formatted(String.join(" && ", commands), Script.quote(path))));
  }
}
