package dev.javaform.modules.linux.files;

import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who would make a file: the user whose shell was asked.
 *
 * @param umask in octal
 * @param user the name, or the number where it has none
 * @param group the main group, likewise
 */
record FileCreator(String umask, String user, String uid, String group, String gid) {

  private static final Pattern ID =
      Pattern.compile("uid=(\\d+)(?:\\(([^)]*)\\))? gid=(\\d+)(?:\\(([^)]*)\\))?.*");

  /** The maker of what umask and id(1) printed. */
  static FileCreator of(String umask, String id) {
    Matcher who = ID.matcher(id);
    if (!who.matches()) {
      throw new ModuleFailure("The host did not say as which user it was asked: " + id);
    }
    String uid = who.group(1);
    String gid = who.group(3);
    return new FileCreator(umask, named(who.group(2), uid), uid, named(who.group(4), gid), gid);
  }

  /** Whether they may do whatever the kernel allows. */
  boolean isRoot() {
    return uid.equals("0");
  }

  private static String named(String name, String number) {
    return Optional.ofNullable(name).orElse(number);
  }

  /** What something made by them starts as. */
  Node makes(Kind kind) {
    int all = kind == Kind.DIRECTORY ? 0777 : 0666;
    String mode = "%04o".formatted(all & ~Integer.parseInt(umask, 8));
    return new Node(
        kind,
        mode,
        user,
        group,
        Optional.of(uid),
        Optional.of(gid),
        Optional.empty(),
        Details.NONE);
  }
}
