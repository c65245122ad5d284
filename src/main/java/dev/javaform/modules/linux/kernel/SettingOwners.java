package dev.javaform.modules.linux.kernel;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether each setting of the kernel has one owner. It changes nothing: it tells of keys that two
 * of sysctl.d, tuned's active profile, tmpfiles.d, udev's rules and the command line set, each with
 * file and line, and which of them wins. Of several files of one kind the usual order holds, and
 * defaults of a distribution that clash only with each other are left out. In check mode it sees
 * what earlier tasks would write.
 */
@Name("javaform.host.setting_owners")
@Manual(
    summary = "Tells of settings of the kernel that two places set, and which of them wins.",
    example =
        """
        - name: One owner for each setting
          setting_owners:
            fail: true
        """,
    returns = {"clashes: What is set twice: the key, where and to what, and where the winner is."},
    restsOn = {
      "systemd-sysctl and systemd-tmpfiles act before tuned is started (bootup(7)).",
      "With reapply_sysctl, which is the default, tuned applies sysctl's files after its own"
          + " (tuned-main.conf(5))."
    })
public record SettingOwners(
    @Argument(value = "Keys that may have several owners.", preset = "[]")
        ImmutableList<String> ignore,
    @Argument(value = "Whether a clash is a failure; else it is a warning.", preset = "false")
        boolean fail)
    implements Module<OwnedSettings> {

  /** A key and who sets it, the one that wins last. */
  private record Clash(String key, ImmutableList<SettingOwner> owners) {

    String told() {
      return "%s is set by %s; %s wins."
          .formatted(
              key,
              owners.stream().map(SettingOwner::toString).collect(joining(" and ")),
              owners.getLast().where());
    }

    ImmutableMap<String, Object> value() {
      return ImmutableMap.of(
          "key", key,
          "owners",
              owners.stream()
                  .map(
                      each ->
                          ImmutableMap.of(
                              "place", each.place().toString(),
                              "where", each.where(),
                              "value", each.value()))
                  .collect(toImmutableList()),
          "wins", owners.getLast().where());
    }
  }

  @Override
  public Probe<OwnedSettings> observe() {
    return OwnedSettings.probe();
  }

  @Override
  public Plan<OwnedSettings> decide(OwnedSettings seen) {
    ImmutableList<Clash> clashes = clashes(seen);
    List<String> told = clashes.stream().map(Clash::told).toList();
    if (fail && !told.isEmpty()) {
      throw new ModuleFailure(
          String.join(" ", told) + " Leave each to one place, or name its key in ignore.");
    }
    return Plan.keep(seen)
        .warning(told)
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "clashes", clashes.stream().map(Clash::value).collect(toImmutableList()))));
  }

  private ImmutableList<Clash> clashes(OwnedSettings seen) {
    Map<String, Map<SettingPlace, SettingOwner>> byKey = new LinkedHashMap<>();
    for (SettingOwner each : seen.owners()) {
      byKey
          .computeIfAbsent(each.key(), _ -> new LinkedHashMap<>())
          .merge(each.place(), each, SettingOwners::winner);
    }
    return byKey.entrySet().stream()
        .filter(each -> each.getValue().size() > 1 && !ignore.contains(each.getKey()))
        .filter(each -> each.getValue().values().stream().anyMatch(SettingOwner::isChosen))
        .map(each -> new Clash(each.getKey(), ordered(each.getValue(), seen)))
        .sorted(Comparator.comparing(Clash::key))
        .collect(toImmutableList());
  }

  /**
   * Of one kind: of tuned the file that is included less deeply, else the last by name and line.
   */
  private static SettingOwner winner(SettingOwner one, SettingOwner other) {
    if (one.place() == SettingPlace.TUNED) {
      return one.file().equals(other.file()) ? other : one;
    }
    return base(one.file()).compareTo(base(other.file())) > 0 ? one : other;
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static ImmutableList<SettingOwner> ordered(
      Map<SettingPlace, SettingOwner> owners, OwnedSettings seen) {
    boolean sysctlAgain = !seen.tunedLast() && owners.containsKey(SettingPlace.TUNED);
    return owners.values().stream()
        .sorted(
            Comparator.<SettingOwner, Boolean>comparing(
                    each -> sysctlAgain && each.place() == SettingPlace.SYSCTL)
                .thenComparing(SettingOwner::place))
        .collect(toImmutableList());
  }
}
