package dev.javaform.modules.linux.kernel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.TunedChain;
import dev.javaform.modules.linux.kernel.SettingReader.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All places of a host that set settings of the kernel.
 *
 * @param files the lines of each file that may set one, by its path; those of tuned's active
 *     profile are in the order in which they win
 * @param commandLine what the kernel was started with
 * @param tunedLast whether tuned leaves sysctl's files alone after it has acted
 */
record OwnedSettings(
    ImmutableMap<String, ImmutableList<Line>> files, String commandLine, boolean tunedLast)
    implements Situated<OwnedSettings> {

  private static final Pattern PLACE =
      Pattern.compile(
          "/(?:etc|run|usr/local/lib|usr/lib|lib)/(sysctl\\.d|tmpfiles\\.d|udev/rules\\.d)/([^/]+)");
  private static final Pattern FOUND = Pattern.compile("([^:]+):(\\d+):(.*)");

  private static final String SCRIPT =
      TunedChain.FUNCTIONS
          + """
          places() { for p in /etc /run /usr/local/lib /usr/lib; do printf '%s ' "$p/$1"; done; }
          lines() { grep -rHnsE "$1" $(places "$2") | grep -E "^[^:]*$3:"; }
          section lines lines '^[^#;]*=' sysctl.d '\\.conf'
          section lines lines '^[wfF][^[:space:]]*[[:space:]]+/(sys|proc/sys)/' tmpfiles.d '\\.conf'
          section lines lines '^[^#]*(ATTR[{]queue/|SYSCTL[{])' udev/rules.d '\\.rules'
          title lines
          grep -sHnE '^[^#;]*=' /etc/sysctl.d/*.conf | bars
          for f in $(tuned_active); do grep -Hn '' "$f" | bars; done
          section last grep -sE '^[[:space:]]*reapply_sysctl[[:space:]]*=[[:space:]]*(0|[Ff]alse|[Nn]o)' /etc/tuned/tuned-main.conf
          section cmdline cat /proc/cmdline
          exit 0
          """;

  static Probe<OwnedSettings> probe() {
    return Probe.of(Sections.script(SCRIPT), OwnedSettings.class, OwnedSettings::read);
  }

  private static OwnedSettings read(Output output) {
    Sections seen = Sections.read(output);
    Map<String, List<Line>> files = new LinkedHashMap<>();
    for (String line : seen.of("lines")) {
      Matcher found = FOUND.matcher(line);
      if (found.matches()) {
        Line each = new Line(Integer.parseInt(found.group(2)), found.group(3));
        List<Line> lines = files.computeIfAbsent(found.group(1), _ -> new ArrayList<>());
        if (!lines.contains(each)) {
          lines.add(each);
        }
      }
    }
    return new OwnedSettings(frozen(files), seen.first("cmdline"), seen.has("last"));
  }

  private static ImmutableMap<String, ImmutableList<Line>> frozen(Map<String, List<Line>> files) {
    var frozen = ImmutableMap.<String, ImmutableList<Line>>builder();
    files.forEach((path, lines) -> frozen.put(path, ImmutableList.copyOf(lines)));
    return frozen.buildKeepingLast();
  }

  /** A profile that tuned would activate comes before those that are active. */
  @Override
  public OwnedSettings among(List<?> planned) {
    Map<String, List<Line>> first = new LinkedHashMap<>();
    Map<String, List<Line>> then = new LinkedHashMap<>(files);
    for (Object state : planned) {
      if (state instanceof HoldsFiles holder) {
        holder
            .heldFiles()
            .forEach(
                (path, file) ->
                    place(path)
                        .ifPresent(
                            place -> {
                              then.remove(path);
                              first.remove(path);
                              if (file.exists()) {
                                first.put(path, numbered(file));
                              }
                            }));
      }
    }
    first.putAll(then);
    return new OwnedSettings(frozen(first), commandLine, tunedLast);
  }

  private static List<Line> numbered(SeenFile file) {
    List<String> lines = Splitter.on('\n').splitToList(file.text());
    return IntStream.range(0, lines.size())
        .mapToObj(at -> new Line(at + 1, lines.get(at)))
        .toList();
  }

  private static Optional<SettingPlace> place(String path) {
    Matcher place = PLACE.matcher(path);
    if (place.matches()) {
      return Optional.of(
          switch (place.group(1)) {
            case "sysctl.d" -> SettingPlace.SYSCTL;
            case "tmpfiles.d" -> SettingPlace.TMPFILES;
            default -> SettingPlace.UDEV;
          });
    }
    return path.endsWith("/tuned.conf") ? Optional.of(SettingPlace.TUNED) : Optional.empty();
  }

  /** Everybody who sets something, files that others of their name hide left out. */
  ImmutableList<SettingOwner> owners() {
    List<SettingOwner> owners = new ArrayList<>(SettingReader.commandLine(commandLine));
    Set<String> off = new HashSet<>();
    files.forEach(
        (path, lines) -> {
          SettingPlace place = place(path).orElse(SettingPlace.TUNED);
          if (place == SettingPlace.TUNED) {
            off.addAll(SettingReader.switchedOff(lines));
          }
          if (!isHidden(path)) {
            owners.addAll(SettingReader.file(place, path, lines, off));
          }
        });
    return ImmutableList.copyOf(owners);
  }

  private boolean isHidden(String path) {
    Matcher place = PLACE.matcher(path);
    if (!place.matches()) {
      return false;
    }
    String rest = "/" + place.group(1) + "/" + place.group(2);
    return ImmutableList.of("/etc", "/run", "/usr/local/lib", "/usr/lib").stream()
        .takeWhile(above -> !path.equals(above + rest))
        .anyMatch(above -> files.containsKey(above + rest));
  }
}
