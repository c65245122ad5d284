package dev.javaform.modules.linux;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Unseen;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel parameter in a file and in the running kernel.
 *
 * @param configured its value in the file
 * @param running its value now; empty where the kernel does not have it
 * @param writable whether root can change the running value here
 * @param file the file's text
 * @param others its values in the other files read at boot, by path
 */
record SysctlState(
    Optional<String> configured,
    Optional<String> running,
    @Unseen boolean writable,
    @Unseen SysctlFile file,
    @Unseen ImmutableMap<String, String> others) {

  private static final String FILE = "@file";

  /** The kernel hands out a parameter in one read(2); the shell's own read takes single bytes. */
  private static final String SCRIPT =
      """
      if line=$(head -n 1 {} 2>/dev/null); then
        printf 'running\t%s\\n' "$line"
        { [ -w {} ] || [ "$(id -u)" -ne 0 ]; } && echo writable
      fi
      grep -sE {} /etc/sysctl.d/*.conf /run/sysctl.d/*.conf /usr/local/lib/sysctl.d/*.conf \\
        /usr/lib/sysctl.d/*.conf /lib/sysctl.d/*.conf /dev/null | sed 's/^/other\t/'
      if [ -e {} ]; then echo @file; cat {} || exit 3; fi
      exit 0
      """;

  /** Looks at a parameter; needs no root. */
  static Probe<SysctlState> probe(String name, String file) {
    String path = path(name);
    String line = "^[[:space:]]*-?" + pattern(name) + "[[:space:]]*=";
    Script script = Script.sh(SCRIPT, path, path, line, file, file);
    return Probe.of(script, SysctlState.class, output -> read(output, name, file));
  }

  /** Where the kernel shows it: sysctl(8), where the first separator decides which one it is. */
  static String path(String name) {
    int dot = name.indexOf('.');
    int slash = name.indexOf('/');
    boolean dotted = dot >= 0 && (slash < 0 || dot < slash);
    return "/proc/sys/" + (dotted ? swapped(name) : name);
  }

  private static String swapped(String name) {
    return name.replace('/', '\n').replace('.', '/').replace('\n', '.');
  }

  private static String pattern(String name) {
    return name.replaceAll("([.*+\\[\\]])", "\\\\$1");
  }

  /** With one blank where there are several, or tabs. */
  static String normal(String value) {
    return CharMatcher.whitespace().trimAndCollapseFrom(value, ' ');
  }

  private static SysctlState read(Output output, String name, String path) {
    if (!output.isSuccess()) {
      throw new ModuleFailure("%s cannot be read: %s".formatted(path, output.stderr().strip()));
    }
    String text = output.stdout();
    int start = text.startsWith(FILE + "\n") ? 0 : text.indexOf("\n" + FILE + "\n") + 1;
    boolean exists = start > 0 || text.startsWith(FILE + "\n");
    String head = exists ? text.substring(0, start) : text;
    var file =
        new SysctlFile(name, exists, exists ? text.substring(start + FILE.length() + 1) : "");
    Optional<String> running = Optional.empty();
    var others = ImmutableMap.<String, String>builder();
    for (String line : head.lines().toList()) {
      if (line.startsWith("running\t")) {
        running = Optional.of(normal(line.substring("running\t".length())));
      } else if (line.startsWith("other\t")) {
        String owner = line.substring("other\t".length(), line.indexOf(':'));
        String value = normal(line.substring(line.indexOf('=') + 1));
        if (!owner.equals(path)) {
          others.put(owner, value);
        }
      }
    }
    boolean writable = head.lines().anyMatch("writable"::equals);
    return new SysctlState(file.value(), running, writable, file, others.buildKeepingLast());
  }

  SysctlState withText(SysctlFile changed) {
    return new SysctlState(changed.value(), running, writable, changed, others);
  }

  SysctlState withRunning(String value) {
    return new SysctlState(configured, Optional.of(value), writable, file, others);
  }

  /** The files that boot reads after {@code path}: by name, whatever their directories are. */
  Map<String, String> laterOwners(String path) {
    String own = path.equals("/etc/sysctl.conf") ? "99-sysctl.conf" : base(path);
    return others.entrySet().stream()
        .filter(each -> base(each.getKey()).compareTo(own) > 0)
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
