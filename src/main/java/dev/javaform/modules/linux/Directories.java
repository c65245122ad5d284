package dev.javaform.modules.linux;

import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.FileState.Kind;
import dev.javaform.modules.linux.FileState.Node;
import java.util.ArrayList;
import java.util.List;

/** Making directories. */
final class Directories {

  private Directories() {}

  /**
   * Makes a directory and what is missing above it; each that is made gets the wished owner, group
   * and mode and, where its type is wished, the SELinux context, as Ansible gives it to all of
   * them.
   *
   * @param seen what there is at {@code path}, or at something in it
   * @throws ModuleFailure where something else is in the way
   */
  static Step make(String path, Wish wish, FileState seen) {
    seen.place().obstacle().ifPresent(thing -> refuse(path, thing));
    Node made = seen.fresh(Kind.DIRECTORY);
    List<String> commands = new ArrayList<>(List.of("mkdir \"$d\""));
    String account = wish.owner().orElse("") + wish.group().map(group -> ":" + group).orElse("");
    if (!account.isEmpty()) {
      commands.add("chown " + Script.quote(account) + " \"$d\"");
    }
    if (wish.details().context().setype().isPresent()) {
      Details.NONE
          .label(wish.details().on(made.details()), false)
          .forEach(command -> commands.add(command + " \"$d\""));
    }
    if (wish.mode().isPresent()) {
      commands.add(Wish.chmod(wish.on(made, seen.place().maker()).mode()) + " \"$d\"");
    }
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

  /** Makes the directory above what was seen, where it is missing. */
  static List<Step> above(FileState seen, Wish wish) {
    return seen.place().parent()
        ? List.of()
        : List.of(make(FileCopy.parent(seen.path()), wish, seen));
  }

  private static void refuse(String path, String obstacle) {
    throw new ModuleFailure(
        "The directory %s cannot be made: %s is no directory.".formatted(path, obstacle));
  }
}
