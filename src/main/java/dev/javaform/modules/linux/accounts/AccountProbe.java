package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.Sections;
import java.util.stream.Stream;

/**
 * Asks a host about a task's user. The password and its ages can be read by root only. Lines of
 * passwd(5), shadow(5) and group(5) are left as getent(1) prints them.
 */
record AccountProbe(User wish) {

  /** What the host has where SELinux is enabled. */
  static final String SELINUX = "/sys/fs/selinux/enforce";

  private static final String SCRIPT =
      """
      if [ -n "$entry" ]; then
        section entry printf '%s\\n' "$entry"
        section group id -gn {}
        section groups id -Gn {}
        [ -d "$home" ] && section home echo found
        section shadow getent shadow {}
      fi
      title known
      for group in {}; do
        found=$(getent group "$group") && printf '|%s\\n' "$group" "${found%%:*}"
      done
      for folder in {}; do
        [ -d "$folder" ] && printf '|%s\\n' "$folder"
      done
      for file in {}; do
        [ -e "$file" ] && printf '|%s\\n' "$file"
      done
      title owner
      for uid in {}; do
        getent passwd "$uid" | cut -d : -f 1 | bars
      done
      """;

  Probe<Account> probe() {
    return Probe.of(script(), Account.class, output -> Account.read(output).named(wish.name()));
  }

  Script.Sh script() {
    String name = wish.name();
    Script.Sh script =
        Sections.script(
            SCRIPT,
            name,
            name,
            name,
            groups(),
            wish.home().stream().toList(),
            wish.seuser().stream().map(_ -> SELINUX).toList(),
            wish.uid().stream().toList());
    Script.Sh key = wish.generateSshKey() ? new UserKey(wish).look() : Script.sh(":");
    return entry().then(script).then(key).then(Script.sh("exit 0"));
  }

  /** Sets {@code entry} and {@code home}, which are empty where there is no such user. */
  Script.Sh entry() {
    String line = "^" + wish.name() + ":";
    Script.Sh entry =
        wish.local()
            ? Script.sh("entry=$(grep {} /etc/passwd)", line)
            : Script.sh(
                "entry=$(getent passwd {} 2>/dev/null || grep {} /etc/passwd)", wish.name(), line);
    return entry.then(Script.sh("home=${entry%:*}\nhome=${home##*:}"));
  }

  /** The groups whose existence matters. */
  private ImmutableSet<String> groups() {
    return Stream.of(
            Stream.of(wish.name()),
            wish.group().stream(),
            wish.groups().stream().flatMap(each -> each.stream()))
        .flatMap(each -> each)
        .collect(ImmutableSet.toImmutableSet());
  }
}
