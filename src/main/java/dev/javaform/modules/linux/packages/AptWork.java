package dev.javaform.modules.linux.packages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What apt-get(8) says that it would do, in words for people. */
final class AptWork {

  private static final Pattern INSTALL =
      Pattern.compile("Inst (\\S+) (?:\\[([^]]*)] )?\\((\\S+).*");
  private static final Pattern REMOVE = Pattern.compile("(?:Remv|Purg) (\\S+)(?: \\[([^]]*)])?.*");
  private static final Pattern DELETE = Pattern.compile("Del (\\S+).*");

  private AptWork() {}

  /** One line of a simulation; as it is where it says something else. */
  static String words(String line) {
    Matcher install = INSTALL.matcher(line);
    if (install.matches()) {
      return install.group(2) == null
          ? "install %s %s".formatted(install.group(1), install.group(3))
          : "upgrade %s %s to %s".formatted(install.group(1), install.group(2), install.group(3));
    }
    Matcher remove = REMOVE.matcher(line);
    if (remove.matches()) {
      return ("remove " + remove.group(1) + (remove.group(2) == null ? "" : " " + remove.group(2)));
    }
    return DELETE.matcher(line).replaceFirst("delete $1");
  }
}
