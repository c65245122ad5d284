package dev.javaform.modules.linux.selinux;

import com.google.common.base.Splitter;
import dev.javaform.module.Checksum;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import java.util.List;

/**
 * A policy module at one priority.
 *
 * @param source what it was made from; {@code unknown} where somebody else installed it; empty
 *     where it is not installed
 * @param text what it was made from, as far as it was installed by this module; for the difference
 * @param host what else has to be known
 */
public record PolicyModule(Checksum source, String text, Host host) {

  /**
   * What is around it.
   *
   * @param tool whether semodule is there
   * @param running whether the running kernel enforces or at least checks a policy
   * @param store whether there is a store of policy modules
   * @param readable whether the store could be read
   * @param higher a higher priority at which a module of that name is installed; 0 where none is
   */
  public record Host(boolean tool, boolean running, boolean store, boolean readable, int higher) {}

  /** Where it is kept what a module was made from. */
  public static final String STATE = "/var/lib/javaform/semodule";

  /**
   * Lists the modules, the one asked for with the checksum of its CIL. Not by {@code semodule -m}:
   * that compiles every module whose CIL it has not kept, and keeps it in the store.
   */
  public static final String LIST =
      """
      listed() {
        sum=$(work=$(mktemp -d -p /dev/shm) && cd "$work" || exit
          semodule -X "$priority" --cil -E "$name" >&2 && sha256sum < "$name.cil" | cut -c1-64
          rm -rf "$work")
        semodule -lfull | sed "${sum:+s/^\\($priority  *$name .*[^ ]\\) *$/\\1 sha256:$sum/}"
      }
      """;

  private static final String SCRIPT =
      """
      name={} state={} priority={}
      """
          + LIST
          + """
      title tool; command -v semodule >/dev/null 2>&1 && echo '|yes'
      section running cat /sys/fs/selinux/enforce
      title store; for d in /var/lib/selinux/*/active /etc/selinux/*/modules/active; do [ -d "$d" ] && echo "|$d"; done
      section modules listed
      section kept cat "$state/$name.sums"
      file "$state/$name.source"
      """;

  /** The question about a module, whose text is {@code cil} or not. */
  public static Probe<PolicyModule> probe(String name, int priority, boolean cil) {
    return Probe.of(
        Sections.script(SCRIPT, name, STATE, priority),
        PolicyModule.class,
        output -> read(name, priority, cil, output));
  }

  private static PolicyModule read(String name, int priority, boolean cil, Output output) {
    Sections seen = Sections.read(output);
    List<List<String>> all =
        seen.of("modules").stream()
            .map(line -> Splitter.on(' ').omitEmptyStrings().splitToList(line))
            .filter(words -> words.size() >= 3)
            .toList();
    List<List<String>> named = all.stream().filter(words -> words.get(1).equals(name)).toList();
    String checksum =
        named.stream()
            .filter(words -> words.get(0).equals("" + priority))
            .map(
                words -> words.getLast().startsWith("sha256:") ? words.getLast().substring(7) : "-")
            .findFirst()
            .orElse("");
    int higher =
        named.stream()
            .mapToInt(words -> Integer.parseInt(words.get(0)))
            .filter(other -> other > priority)
            .max()
            .orElse(0);
    Host host =
        new Host(seen.has("tool"), seen.has("running"), seen.has("store"), !all.isEmpty(), higher);
    String text = seen.text(STATE + "/" + name + ".source");
    Checksum source = new Checksum(source(checksum, seen.first("kept"), cil));
    return new PolicyModule(source, text, host);
  }

  /** The checksum that semodule lists is that of the CIL, so for CIL it is the source's own. */
  private static String source(String checksum, String kept, boolean cil) {
    if (checksum.isEmpty()) {
      return "";
    }
    List<String> sums = Splitter.on(' ').splitToList(kept);
    if (sums.size() == 2 && sums.get(1).equals(checksum)) {
      return sums.get(0);
    }
    return cil && !checksum.equals("-") ? checksum : "unknown";
  }
}
