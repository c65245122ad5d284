package dev.javaform.modules.linux.accounts;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Presence;
import java.util.List;

/**
 * A file of limits for logins. It does not reach a guest: libvirt's daemon does not log in, and
 * raises what its guests may lock in memory itself.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/limits.conf.5.html">limits.conf(5)</a>
 */
@Name("javaform.host.limits")
@Manual(
    summary = "Writes limits of resources for logins.",
    example =
        """
        - name: Let programs of a desktop open many files
          limits:
            name: 90-desktop
            entries: ["@users - nofile 65536"]
        """,
    returns = {
      "path: The file.",
      "daemon_memlock: What libvirt's daemon itself may lock in memory; empty where none runs."
    },
    restsOn = {
      "Limits are set by PAM at a login; a service has those of its unit (pam_limits(8),"
          + " systemd.exec(5)).",
      "libvirt raises the limit for locked memory of a guest with passed-through devices itself"
          + " (virProcessSetMaxMemLock)."
    })
public record LoginLimits(
    @Argument(
            value = "The file's name below /etc/security/limits.d, with or without .conf.",
            preset = "90-javaform")
        String name,
    @Argument(
            value =
                "What it says: for whom, soft or hard or - for both, what, and how much, such as"
                    + " \"@users - nofile 65536\".",
            preset = "[]")
        ImmutableList<String> entries,
    @Argument(value = "present, or absent.", preset = "present") Presence state,
    @Argument(
            value = "Whether everybody may start as many processes as they like.",
            preset = "false")
        boolean acceptUnlimitedProcesses)
    implements Module<LimitsFile> {

  private static final ImmutableSet<String> ITEMS =
      ImmutableSet.of(
          "core",
          "data",
          "fsize",
          "memlock",
          "nofile",
          "rss",
          "stack",
          "cpu",
          "nproc",
          "as",
          "maxlogins",
          "maxsyslogins",
          "nonewprivs",
          "priority",
          "locks",
          "sigpending",
          "msgqueue",
          "nice",
          "rtprio");

  private static final ImmutableSet<String> ENDLESS =
      ImmutableSet.of("unlimited", "infinity", "-1");

  public LoginLimits {
    name = name.endsWith(".conf") ? name : name + ".conf";
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("\"%s\" is not the name of a file.".formatted(name));
    }
    if (state == Presence.PRESENT && entries.isEmpty()) {
      throw new IllegalArgumentException("limits needs entries, unless state is absent.");
    }
    for (String entry : entries) {
      check(words(entry), entry, acceptUnlimitedProcesses);
    }
  }

  private static List<String> words(String entry) {
    return Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(entry);
  }

  private static void check(List<String> words, String entry, boolean accepted) {
    boolean formed =
        words.size() == 4
            && List.of("soft", "hard", "-").contains(words.get(1))
            && (ENDLESS.contains(words.get(3)) || words.get(3).matches("-?\\d+"));
    if (!formed) {
      throw new IllegalArgumentException(
          "\"%s\" is not a limit: write for whom, soft or hard or -, what, and a number or unlimited."
              .formatted(entry));
    }
    if (!ITEMS.contains(words.get(2))) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be limited; what can be is %s."
              .formatted(words.get(2), String.join(", ", ITEMS)));
    }
    boolean bomb = words.get(2).equals("nproc") && ENDLESS.contains(words.get(3));
    if (bomb && words.getFirst().equals("*") && !accepted) {
      throw new IllegalArgumentException(
          "\"%s\" lets everybody start processes until the host does nothing else. Leave it out, or write accept_unlimited_processes: true."
              .formatted(entry));
    }
  }

  private String path() {
    return "/etc/security/limits.d/" + name;
  }

  private String text() {
    return state == Presence.ABSENT
        ? ""
        : "# Written by the module limits.\n"
            + entries.stream()
                .map(entry -> String.join(" ", words(entry)) + "\n")
                .collect(joining());
  }

  @Override
  public Probe<LimitsFile> observe() {
    return LimitsFile.probe(path());
  }

  @Override
  public Plan<LimitsFile> decide(LimitsFile seen) {
    Plan<LimitsFile> plan =
        text().equals(seen.text())
            ? Plan.keep(seen)
            : Plan.move(
                seen,
                seen.with(text()),
                text().isEmpty()
                    ? OwnFile.remove(path())
                    : OwnFile.of(path(), text()).put("write the limits", seen.file()));
    String note =
        "These limits hold for new logins. A guest has none of them: libvirt's daemon does not log"
            + " in, and raises what its guests may lock in memory itself.";
    return plan.warning(plan.isEmpty() || text().isEmpty() ? List.of() : List.of(note))
        .returning(Returns.of(ImmutableMap.of("path", path(), "daemon_memlock", seen.memlock())));
  }
}
