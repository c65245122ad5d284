package dev.javaform.modules.linux.tuned;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Checksum;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.TunedChain;
import java.util.List;

/**
 * What tuned does on a host, and what a profile of our own says.
 *
 * @param active the active profile; empty where none
 * @param mode {@code manual}, or {@code auto} where tuned chooses
 * @param running whether the daemon runs
 * @param content the text of the profile's tuned.conf; empty where it is absent
 * @param applied the text that was applied last
 * @param live the running values of the kernel parameters that the profile is asked to set, as far
 *     as they can be set here
 * @param host what else has to be known
 */
public record ActiveProfile(
    String active,
    String mode,
    boolean running,
    String content,
    Checksum applied,
    ImmutableSortedMap<String, String> live,
    Host host)
    implements Situated<ActiveProfile>, HoldsFiles {

  /**
   * What is around it.
   *
   * @param installed whether tuned is there
   * @param directory where profiles of this host's own belong
   * @param shipped whether a profile of that name exists anywhere
   * @param path where the profile's tuned.conf belongs
   * @param file that file as it was seen
   * @param unverified what tuned could not set when the profile was applied last
   * @param bootArguments kernel arguments that some profile put into GRUB's configuration
   * @param bootSections the files of the profile, and of those that it includes, that use tuned's
   *     bootloader plugin
   * @param rival another daemon that sets power profiles; empty where none runs
   */
  public record Host(
      boolean installed,
      String directory,
      boolean shipped,
      String path,
      SeenFile file,
      ImmutableList<String> unverified,
      String bootArguments,
      ImmutableList<String> bootSections,
      String rival) {

    private Host with(SeenFile planned) {
      return new Host(
          installed,
          directory,
          shipped || planned.exists(),
          path,
          planned,
          unverified,
          bootArguments,
          bootSections,
          rival);
    }
  }

  /** Where it is kept what was applied. */
  public static final String STATE = "/var/lib/javaform/tuned";

  private static final String SCRIPT =
      TunedChain.FUNCTIONS
          + """
      name={} state={} from={}
      title installed; command -v tuned-adm >/dev/null 2>&1 && echo '|yes'
      section dirs sed -n 's/^[[:space:]]*profile_dirs[[:space:]]*=[[:space:]]*//p' /etc/tuned/tuned-main.conf
      title layout; [ -d /usr/lib/tuned/profiles ] && echo '|split'
      section active cat /etc/tuned/active_profile
      section mode cat /etc/tuned/profile_mode
      section running systemctl is-active tuned.service
      section rival systemctl is-active power-profiles-daemon.service
      section boot sed -n 's/^TUNED_BOOT_CMDLINE=//p' /etc/tuned/bootcmdline
      section applied cat "$state/$name.applied"
      section unverified cat "$state/$name.unverified"
      for d in /etc/tuned /etc/tuned/profiles $(sed -n 's/^[[:space:]]*profile_dirs[[:space:]]*=//p' /etc/tuned/tuned-main.conf 2>/dev/null | tr , ' ') /usr/lib/tuned /usr/lib/tuned/profiles; do
        file "$d/$name/tuned.conf"
      done
      title bootloader
      for f in $(tuned_chain "$from"); do
        grep -Eq '^[[:space:]]*([[]bootloader|type[[:space:]]*=[[:space:]]*bootloader)' "$f" && printf '|%s\\n' "$f"
      done
      title live
      for key in {}; do
        [ -w "/proc/sys/$key" ] || [ "$(id -u)" -ne 0 ] || continue
        line=$(head -n 1 "/proc/sys/$key" 2>/dev/null) && printf '|%s %s\\n' "$key" "$line"
      done
      """;

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    boolean kept = content.equals(host.file().text());
    return ImmutableMap.of(host.path(), kept ? host.file() : SeenFile.of(content));
  }

  @Override
  public ActiveProfile among(List<?> planned) {
    SeenFile then = HoldsFiles.among(planned, host.path(), host.file());
    return new ActiveProfile(active, mode, running, then.text(), applied, live, host.with(then));
  }

  /**
   * The question about the profile {@code name}.
   *
   * @param from profiles by whose chain tuned's boot loader plugin might be used
   * @param keys the kernel parameters whose running values matter, as paths below /proc/sys
   */
  public static Probe<ActiveProfile> probe(String name, String from, List<String> keys) {
    return Probe.of(
        Sections.script(SCRIPT, name, STATE, from, keys),
        ActiveProfile.class,
        output -> read(name, output));
  }

  private static ActiveProfile read(String name, Output output) {
    Sections seen = Sections.read(output);
    String directory = directory(seen);
    String path = directory + "/" + name + "/tuned.conf";
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    String boot = seen.first("boot").replace("\"", "").strip();
    return new ActiveProfile(
        seen.first("active").strip(),
        seen.first("mode").strip(),
        seen.first("running").equals("active"),
        file.text(),
        new Checksum(seen.first("applied")),
        live(seen.of("live")),
        new Host(
            seen.has("installed"),
            directory,
            !seen.files().isEmpty(),
            path,
            file,
            ImmutableList.sortedCopyOf(seen.of("unverified")),
            boot,
            seen.of("bootloader"),
            seen.first("rival").equals("active") ? "power-profiles-daemon" : ""));
  }

  private static ImmutableSortedMap<String, String> live(List<String> lines) {
    return lines.stream()
        .map(line -> Splitter.on(' ').limit(2).splitToList(line))
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo, List::getFirst, line -> normal(line.getLast())));
  }

  /** A value with one blank where there are several. */
  static String normal(String value) {
    return CharMatcher.whitespace().trimAndCollapseFrom(value, ' ');
  }

  /**
   * The last directory below /etc that is configured; else by the layout of tuned 2.23 and later.
   */
  private static String directory(Sections seen) {
    List<String> configured =
        Splitter.on(',').trimResults().omitEmptyStrings().splitToList(seen.first("dirs"));
    return configured.stream()
        .filter(directory -> directory.startsWith("/etc/"))
        .reduce((_, last) -> last)
        .orElse(seen.has("layout") ? "/etc/tuned/profiles" : "/etc/tuned");
  }
}
