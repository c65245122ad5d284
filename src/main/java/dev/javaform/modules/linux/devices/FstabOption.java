package dev.javaform.modules.linux.devices;

import com.google.common.collect.ImmutableList;
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
import dev.javaform.modules.linux.devices.FstabText.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Options of one entry of fstab, and of what is mounted there now. Options that an option is
 * instead of go; everything else in the file stays. The new file may have no error that the old one
 * did not have. What is not mounted is not mounted by this.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/fstab.5.html">fstab(5)</a>
 */
@Name("javaform.host.fstab_option")
@Manual(
    summary = "Sets options of a mount, in fstab and as it is mounted.",
    example =
        """
        - name: Reading writes nothing
          fstab_option:
            path: /home
            options: [noatime]
        """,
    returns = {
      "options: The options of the entry.",
      "mounted: Whether something is mounted there.",
      "remounted: Whether it is mounted anew with its options."
    },
    restsOn = {
      "findmnt --verify finds wrong places and types, but no option that does not exist"
          + " (findmnt(8)).",
      "A file system whose entry has an option that does not exist is not mounted at boot, which"
          + " then ends in emergency mode (systemd.mount(5)).",
      "Options of the mount itself are those of /proc/self/mountinfo (proc_pid_mountinfo(5))."
    })
public record FstabOption(
    @Argument("The place that it is mounted at.") String path,
    @Argument(value = "Options it is to have.", preset = "[]") ImmutableList<String> options,
    @Argument(value = "Options it is not to have, by name.", preset = "[]")
        ImmutableList<String> remove,
    @Argument(value = "Whether to change what is mounted now as well.", preset = "true")
        boolean remount,
    @Argument(value = "Whether to accept options that this module does not know.", preset = "false")
        boolean acceptUnknown,
    @Argument(value = "The file.", preset = "/etc/fstab") String file)
    implements Module<FstabState> {

  private static final ImmutableSet<String> NEEDED =
      ImmutableSet.of("subvol", "subvolid", "device", "context", "bind", "rbind", "loop");

  /** No more errors than before, for whoever has such a findmnt. */
  private static final String VALIDATE =
      "sh -c 'errors() { findmnt --verify --tab-file \"$1\" 2>/dev/null | grep -cF \"[E]\"; }; ["
          + " \"$(errors \"$1\")\" -le \"$(errors \"$2\")\" ] || { findmnt --verify --tab-file"
          + " \"$1\" >&2; exit 1; }' sh %s ";

  public FstabOption {
    if (!path.startsWith("/") && !path.equals("none")) {
      throw new IllegalArgumentException("path must be absolute: the place of the mount.");
    }
    if (options.isEmpty() && remove.isEmpty()) {
      throw new IllegalArgumentException("fstab_option needs options or remove.");
    }
    for (String option : options) {
      if (!option.matches("[^\\s,#\\\\]+")) {
        throw new IllegalArgumentException(
            "\"%s\" is not an option of a mount; write each as an item of the list."
                .formatted(option));
      }
    }
    Set<String> clash = new LinkedHashSet<>(remove);
    clash.retainAll(options.stream().map(MountOptions::name).toList());
    if (!clash.isEmpty()) {
      throw new IllegalArgumentException("%s is both wanted and to be removed.".formatted(clash));
    }
  }

  @Override
  public Probe<FstabState> observe() {
    return FstabState.probe(file, path);
  }

  @Override
  public Plan<FstabState> decide(FstabState seen) {
    FstabText text = new FstabText(seen.text());
    Entry entry = text.at(path).orElseThrow(() -> new ModuleFailure(missing(text)));
    options.forEach(option -> requireKnown(option, entry.type()));
    requireText(seen);
    ImmutableList<String> wanted = wanted(entry);
    boolean writes = !wanted.equals(entry.options());
    String then = writes ? text.with(entry, wanted).text() : seen.text();
    ImmutableSet<String> lacking = lacking(seen);
    List<Step> steps = new ArrayList<>();
    if (writes) {
      write(seen, then, steps);
    }
    boolean remounts = remount && !seen.mounted().isEmpty() && (writes || !lacking.isEmpty());
    if (remounts) {
      steps.add(remounting());
    }
    FstabState after = seen.with(then, remounts ? live(seen, lacking) : seen.mounted());
    Plan<FstabState> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, after, steps);
    return plan.warning(warnings(seen))
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "options", wanted,
                    "mounted", !seen.mounted().isEmpty(),
                    "remounted", remounts)));
  }

  private String missing(FstabText text) {
    return "%s has no entry for %s; there are %s."
        .formatted(
            file, path, text.targets().isEmpty() ? "none" : String.join(", ", text.targets()));
  }

  private void requireText(FstabState seen) {
    if (!seen.file().faithful()) {
      throw new ModuleFailure(file + " is not UTF-8 text, so it is left alone. Change it by hand.");
    }
    List<String> needed = remove.stream().filter(NEEDED::contains).toList();
    if (!needed.isEmpty()) {
      throw new ModuleFailure(
          "%s says what is mounted at %s: without it something else would be. Change it by hand."
              .formatted(String.join(", ", needed), path));
    }
  }

  private void requireKnown(String option, String type) {
    if (acceptUnknown || MountOptions.exists(option, type)) {
      return;
    }
    Optional<String> meant = MountOptions.closest(option, type);
    throw new ModuleFailure(
        "\"%s\" is not an option of %s%s.%s A file system with an option that does not exist is not mounted at boot. With accept_unknown: true it is written nevertheless."
            .formatted(
                option,
                type,
                MountOptions.knows(type) ? "" : " that is known here",
                meant.map(" Did you mean \"%s\"?"::formatted).orElse("")));
  }

  private ImmutableList<String> wanted(Entry entry) {
    ImmutableList<String> wanted =
        entry.options().stream()
            .filter(each -> !remove.contains(each) && !remove.contains(MountOptions.name(each)))
            .collect(ImmutableList.toImmutableList());
    for (String option : options) {
      wanted = wanted.contains(option) ? alone(wanted, option) : MountOptions.with(wanted, option);
    }
    return wanted.isEmpty() ? ImmutableList.of("defaults") : wanted;
  }

  /** An option that is there stays where it is, and what it is instead of goes. */
  private static ImmutableList<String> alone(ImmutableList<String> options, String option) {
    return options.stream()
        .filter(each -> each.equals(option) || !MountOptions.isInstead(each, option))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableSet<String> lacking(FstabState seen) {
    return seen.mounted().isEmpty()
        ? ImmutableSet.of()
        : options.stream()
            .filter(MountOptions::isShown)
            .filter(option -> !seen.mounted().contains(option))
            .collect(ImmutableSet.toImmutableSet());
  }

  private static ImmutableSet<String> live(FstabState seen, ImmutableSet<String> lacking) {
    var live = ImmutableSet.<String>builder();
    seen.mounted().stream()
        .filter(each -> lacking.stream().noneMatch(option -> MountOptions.isInstead(each, option)))
        .forEach(live::add);
    return live.addAll(lacking).build();
  }

  private void write(FstabState seen, String text, List<Step> steps) {
    steps.add(
        seen.file()
            .put(
                "change the options of " + path,
                file,
                text,
                Optional.of(VALIDATE + Script.Sh.quote(file))));
    if (seen.systemd()) {
      steps.add(new Step.Run("have systemd read it", Script.sh("systemctl daemon-reload")));
    }
  }

  /** Named besides, for busybox does not look into the file. */
  private Step remounting() {
    List<String> named =
        options.stream()
            .filter(each -> !each.matches("(?i)x-.*|nofail|noauto|auto|defaults|_netdev"))
            .toList();
    String words = named.isEmpty() ? "remount" : "remount," + String.join(",", named);
    return new Step.Run(
        "mount " + path + " anew with its options", Script.sh("mount -o {} {}", words, path));
  }

  private List<String> warnings(FstabState seen) {
    return seen.errors().isEmpty()
        ? List.of()
        : List.of(
            "%s had errors before: %s. Mend them by hand."
                .formatted(file, String.join("; ", seen.errors())));
  }
}
