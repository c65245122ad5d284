package dev.javaform.modules.linux.kernel;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.TunedChain;
import java.util.List;
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
 * @param tuned its values in tuned's active profile
 */
record SysctlState(
    Optional<String> configured,
    Optional<String> running,
    @Unseen boolean writable,
    @Unseen SysctlFile file,
    @Unseen ImmutableMap<String, String> others,
    @Unseen TunedValue tuned)
    implements Situated<SysctlState>, HoldsFiles {

  /**
   * What tuned's active profile says.
   *
   * @param values by the files of the profile, the one that wins first
   * @param last whether tuned has the last word, because it does not apply sysctl's files anew
   */
  record TunedValue(ImmutableMap<String, String> values, boolean last) {

    /** The file that sets it to something else than {@code wanted}, if it sets it. */
    Optional<Map.Entry<String, String>> unlike(String wanted) {
      return values.entrySet().stream().findFirst().filter(each -> !each.getValue().equals(wanted));
    }
  }

  /** The kernel hands out a parameter in one read(2); the shell's own read takes single bytes. */
  private static final String SCRIPT =
      TunedChain.FUNCTIONS
          + """
      if line=$(head -n 1 {} 2>/dev/null); then
        section running printf '%s\\n' "$line"
        { [ -w {} ] || [ "$(id -u)" -ne 0 ]; } && section writable echo yes
      fi
      section others grep -sE {} /etc/sysctl.d/*.conf /run/sysctl.d/*.conf \\
        /usr/local/lib/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf /lib/sysctl.d/*.conf /dev/null
      title tuned
      for owner in $(tuned_active); do grep -HE {} "$owner" | bars; done
      section reapply grep -sE '^[[:space:]]*reapply_sysctl[[:space:]]*=[[:space:]]*(0|[Ff]alse|[Nn]o)' /etc/tuned/tuned-main.conf
      [ ! -e {} ] || cat {} >/dev/null || exit 3
      file {}
      exit 0
      """;

  /** Where systemd-sysctl looks, the directory that wins first. */
  private static final ImmutableList<String> DIRECTORIES =
      ImmutableList.of(
          "/etc/sysctl.d/",
          "/run/sysctl.d/",
          "/usr/local/lib/sysctl.d/",
          "/usr/lib/sysctl.d/",
          "/lib/sysctl.d/");

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(file.path(), file.whole());
  }

  @Override
  public SysctlState among(List<?> planned) {
    return withText(file.become(HoldsFiles.among(planned, file.path(), file.whole())));
  }

  /** Looks at a parameter; needs no root. */
  static Probe<SysctlState> probe(String name, String file) {
    String path = path(name);
    String line = "^[[:space:]]*-?" + pattern(name) + "[[:space:]]*=";
    Script.Sh script = Sections.script(SCRIPT, path, path, line, line, file, file, file);
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
    Sections seen = Sections.read(output);
    var file = new SysctlFile(path, name, seen.files().getOrDefault(path, SeenFile.ABSENT));
    Optional<String> running = seen.of("running").stream().findFirst().map(SysctlState::normal);
    return new SysctlState(
        file.value(),
        running,
        seen.has("writable"),
        file,
        others(seen.of("others"), path),
        new TunedValue(others(seen.of("tuned"), path), seen.has("reapply")));
  }

  /** Of lines as grep(1) prints them, the path before a colon. */
  private static ImmutableMap<String, String> others(List<String> lines, String path) {
    var others = ImmutableMap.<String, String>builder();
    for (String line : lines) {
      String owner = line.substring(0, line.indexOf(':'));
      if (!owner.equals(path)) {
        others.put(owner, normal(line.substring(line.indexOf('=') + 1)));
      }
    }
    return others.buildKeepingLast();
  }

  SysctlState withText(SysctlFile changed) {
    return new SysctlState(changed.value(), running, writable, changed, others, tuned);
  }

  SysctlState withRunning(String value) {
    return new SysctlState(configured, Optional.of(value), writable, file, others, tuned);
  }

  /** The files that boot reads after {@code path}: by name, whatever their directories are. */
  Map<String, String> laterOwners(String path) {
    String own = path.equals("/etc/sysctl.conf") ? "99-sysctl.conf" : base(path);
    return others.entrySet().stream()
        .filter(each -> base(each.getKey()).compareTo(own) > 0)
        .filter(each -> !isMasked(each.getKey()))
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A file of the same name in a directory that comes first is read instead: sysctl.d(5). */
  private boolean isMasked(String path) {
    return DIRECTORIES.stream()
        .takeWhile(directory -> !path.startsWith(directory))
        .anyMatch(directory -> others.containsKey(directory + base(path)));
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
