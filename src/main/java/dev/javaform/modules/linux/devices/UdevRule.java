package dev.javaform.modules.linux.devices;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of udev's rules, and what these rules set of the disks that are there: an attribute that
 * was changed by hand is seen, and udev is asked to look at that disk again, and at no other. Rules
 * whose effect cannot be told from the disks' own attributes are only written; they take effect
 * when a device appears.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/udev.html">udev(7)</a>
 */
@Name("javaform.host.udev_rule")
@Manual(
    summary = "Writes rules of udev, and has them take effect on the disks that differ.",
    example =
        """
        - name: No scheduler between the guest and a fast disk
          udev_rule:
            name: 90-guest-disks
            rules: |
              SUBSYSTEM=="block", ENV{DEVTYPE}=="disk", KERNEL=="nvme*", ATTR{queue/scheduler}="none"
        """,
    returns = {"path: The file.", "triggered: The disks that udev is asked to look at again."},
    restsOn = {
      "A file in /etc/udev/rules.d hides one of the same name in /usr/lib/udev/rules.d "
          + "(udev(7)).",
      "A changed rule reaches a device that is there with its next event, which \"udevadm "
          + "trigger\" makes (udevadm(8)).",
      "Whole disks have DEVTYPE disk; partitions have no queue (kernel, block/queue-sysfs)."
    })
public record UdevRule(
    @Argument("The file's name below /etc/udev/rules.d, with or without .rules.") String name,
    @Argument("The rules.") Optional<String> rules,
    @Argument(value = "present, or absent.", preset = "present") Presence state)
    implements Module<DiskRules> {

  public UdevRule {
    name = name.endsWith(".rules") ? name : name + ".rules";
    if (!name.matches("[0-9]{2}-[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a name like 90-guest-disks: two digits that say when it is read, a dash, and a word."
              .formatted(name));
    }
    if (state == Presence.PRESENT && rules.isEmpty()) {
      throw new IllegalArgumentException("udev_rule needs rules, unless state is absent.");
    }
    rules.ifPresent(RuleText::of);
  }

  private String path() {
    return "/etc/udev/rules.d/" + name;
  }

  private String text() {
    return state == Presence.ABSENT
        ? ""
        : "# Written by the module udev_rule.\n" + rules.orElseThrow().strip() + "\n";
  }

  @Override
  public Probe<DiskRules> observe() {
    return DiskRules.probe(name, path(), RuleText.of(text()).attributes());
  }

  @Override
  public Plan<DiskRules> decide(DiskRules seen) {
    requireOwnName(seen);
    Map<String, Map<String, String>> differing = differing(seen);
    DiskRules then = seen.with(text(), seen.around().udev() ? differing : ImmutableMap.of());
    Plan<DiskRules> plan =
        then.equals(seen) ? Plan.keep(seen) : Plan.move(seen, then, steps(seen, differing));
    Set<String> triggered = seen.around().udev() ? differing.keySet() : ImmutableSet.of();
    return plan.warning(warnings(seen, differing))
        .returning(
            Returns.of(ImmutableMap.of("path", path(), "triggered", List.copyOf(triggered))));
  }

  /** A file of the same name in /etc hides that of the distribution: udev(7). */
  private void requireOwnName(DiskRules seen) {
    if (!seen.around().hidden().isEmpty() && state == Presence.PRESENT) {
      throw new ModuleFailure(
          "%s would hide %s, which has the same name. Choose another name."
              .formatted(path(), seen.around().hidden()));
    }
  }

  private Map<String, Map<String, String>> differing(DiskRules seen) {
    Map<String, Map<String, String>> differing = new LinkedHashMap<>();
    var values = seen.values();
    RuleText.of(text())
        .expected(values)
        .rowMap()
        .forEach(
            (disk, expected) -> {
              Map<String, String> now = requireNonNull(values.get(disk));
              Map<String, String> other = new LinkedHashMap<>(expected);
              other.entrySet().removeAll(now.entrySet());
              if (!other.isEmpty()) {
                differing.put(disk, other);
              }
            });
    return differing;
  }

  private List<Step> steps(DiskRules seen, Map<String, Map<String, String>> differing) {
    List<Step> steps = new ArrayList<>();
    if (!seen.rules().equals(text())) {
      steps.add(
          text().isEmpty()
              ? OwnFile.remove(path())
              : OwnFile.of(path(), text()).put("write the rules", seen.around().file()));
      if (seen.around().udev()) {
        steps.add(new Step.Run("have udev read them", Script.sh("udevadm control --reload")));
      }
    }
    if (seen.around().udev() && !differing.isEmpty()) {
      steps.add(trigger(differing.keySet()));
    }
    return steps;
  }

  private static Step trigger(Set<String> disks) {
    List<String> names = disks.stream().map("--sysname-match=%s"::formatted).toList();
    return new Step.Run(
        "have udev look at %s again".formatted(String.join(", ", disks)),
        Script.sh(
            "udevadm trigger --action=change --subsystem-match=block {} && udevadm settle --timeout=60",
            names));
  }

  private List<String> warnings(DiskRules seen, Map<String, Map<String, String>> differing) {
    List<String> warnings = new ArrayList<>();
    if (!seen.around().udev() && !differing.isEmpty()) {
      warnings.add(
          "udev does not run here, as in a container, so the rules have no effect on %s."
              .formatted(String.join(", ", differing.keySet())));
    }
    if (!RuleText.of(text()).isClear() && !seen.rules().equals(text())) {
      warnings.add(
          "Some of the rules look at more than a disk's own attributes: they take effect when a device appears.");
    }
    return warnings;
  }
}
