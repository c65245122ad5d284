package dev.javaform.modules.linux.files;

import static java.util.stream.Collectors.joining;

import dev.javaform.module.ModuleFailure;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.ArrayList;
import java.util.List;

/** Making directories. */
public final class Directories {

  /** A directory that has yet to get its mode is open to nobody until then. */
  private static final String MAKE =
      """
      make() {
      [ -d "$1" ] && return
      case $1 in ?*/*) make "${1%%/*}" || return;; esac
      (
      reach "$1" follow
      o=$(%s; mkdir "./$n" 2>&1) || refuse "$o"
      go "$at"
      set -- $(stat -c '%%u %%d:%%i' . ..)
      [ "$1" = "$me" ] && [ "$4" = "$here" ] || replaced "$at"
      for o in ./* ./.[!.]* ./..?*; do
      if [ -e "$o" ] || [ -L "$o" ]; then replaced "$at"; fi
      done
      %s:
      )
      }
      """;

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
    List<String> commands = new ArrayList<>();
    String account = wish.owner().orElse("") + wish.group().map(group -> ":" + group).orElse("");
    if (!account.isEmpty()) {
      commands.add("chown " + Script.Sh.quote(account));
    }
    if (wish.details().context().setype().isPresent()) {
      Details.NONE.label(wish.details().on(made.details()), false).forEach(commands::add);
    }
    if (wish.mode().isPresent()) {
      commands.add(Wish.chmod(wish.on(made, seen.place().maker()).mode()));
    }
    String mask = wish.mode().isPresent() ? "umask 077" : ":";
    String finish = commands.stream().map(command -> command + " . && ").collect(joining());
    return new Step.Run(
        "make the directory " + path,
        SafePath.script(MAKE.formatted(mask, finish) + "make {}", path));
  }

  /** Defines the shell function {@code make}, which makes a directory and what is missing above. */
  public static String making() {
    return MAKE.formatted(":", "");
  }

  /** Makes the directory above what was seen, where it is missing. */
  public static List<Step> above(FileState seen, Wish wish) {
    return seen.place().parent()
        ? List.of()
        : List.of(make(FileCopy.parent(seen.path()), wish, seen));
  }

  private static void refuse(String path, String obstacle) {
    throw new ModuleFailure(
        "The directory %s cannot be made: %s is not a directory.".formatted(path, obstacle));
  }
}
