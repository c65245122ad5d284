package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import java.util.stream.Stream;

/** Asks a host about a task's user. The password and its ages can be read by root only. */
record AccountProbe(User wish) {

  /** What the host has where SELinux is enabled. */
  static final String SELINUX = "/sys/fs/selinux/enforce";

  private static final String SCRIPT =
      """
      if [ -n "$entry" ]; then
        echo "entry:$entry"
        echo "group:$(id -gn {} 2>/dev/null)"
        echo "groups:$(id -Gn {} 2>/dev/null)"
        [ -d "$home" ] && echo home:found
        shadow=$(getent shadow {} 2>/dev/null) && echo "shadow:$shadow"
      fi
      for group in {}; do
        found=$(getent group "$group") && echo "known:$group:$found"
      done
      for home in {}; do
        [ -d "$home" ] && echo "known:$home:$home"
      done
      for file in {}; do
        [ -e "$file" ] && echo "known:$file:$file"
      done
      for uid in {}; do
        echo "owner:$(getent passwd "$uid" | cut -d : -f 1)"
      done
      exit 0
      """;

  Probe<Account> probe() {
    return Probe.of(script(), Account.class, output -> Account.read(output).named(wish.name()));
  }

  Script script() {
    String name = wish.name();
    Script script =
        Script.sh(
            SCRIPT,
            name,
            name,
            name,
            groups(),
            wish.home().stream().toList(),
            wish.seuser().stream().map(_ -> SELINUX).toList(),
            wish.uid().stream().toList());
    Script key = wish.generateSshKey() ? new UserKey(wish).look() : Script.sh(":");
    return entry().then(key).then(script);
  }

  /** Sets {@code entry} and {@code home}, which are empty where there is no such user. */
  Script entry() {
    String line = "^" + wish.name() + ":";
    Script entry =
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
