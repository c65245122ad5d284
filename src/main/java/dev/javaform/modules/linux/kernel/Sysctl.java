package dev.javaform.modules.linux.kernel;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kernel parameter in a file of sysctl.conf(5), and in the running kernel.
 *
 * <p>As with Ansible the running value is only looked after with {@code sysctl_set}; a change of
 * the file is applied at once unless {@code reload} is off.
 */
@Name("ansible.posix.sysctl")
@Manual(
    summary = "Sets a kernel parameter, in its file and in the running kernel.",
    example =
        """
        - name: Swap only when nothing else helps
          sysctl:
            name: vm.swappiness
            value: "1"
            sysctl_file: /etc/sysctl.d/60-guest.conf
            sysctl_set: true
        """,
    restsOn = {
      "Of several files that set a key the last by name wins, whatever folder it is in "
          + "(sysctl.d(5)).",
      "sysctl -p ends with 1 where a key is missing (sysctl(8))."
    })
public record Sysctl(
    @Argument(value = "The parameter: vm.swappiness.", aliases = "key") String name,
    @Argument(value = "Its value; several spaces count as one.", aliases = "val")
        Optional<String> value,
    @Argument(value = "present, or absent from the file.", preset = "present") Presence state,
    @Argument(value = "The file.", preset = "/etc/sysctl.conf") String sysctlFile,
    @Argument(value = "Also set the running value, if it differs.", preset = "false")
        boolean sysctlSet,
    @Argument(value = "Apply the file if it was changed.", preset = "true") boolean reload,
    @Argument(value = "Only warn if the kernel does not have it.", preset = "false")
        boolean ignoreerrors)
    implements Module<SysctlState> {

  public Sysctl {
    value = value.map(Sysctl::normal);
    if (!name.matches("[A-Za-z0-9_:*@+/.-]+") || name.startsWith("-")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a kernel parameter.".formatted(name));
    }
    if (state == Presence.PRESENT && value.filter(each -> !each.isEmpty()).isEmpty()) {
      throw new IllegalArgumentException("sysctl needs a value, unless state is absent.");
    }
    if (!sysctlFile.startsWith("/")) {
      throw new IllegalArgumentException("sysctl_file must be an absolute path.");
    }
  }

  /** Ansible's words for a switch are 1 and 0 in the file. */
  private static String normal(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "on", "true" -> "1";
      case "no", "off", "false" -> "0";
      default -> SysctlState.normal(value);
    };
  }

  @Override
  public Probe<SysctlState> observe() {
    return SysctlState.probe(name, sysctlFile);
  }

  @Override
  public Plan<SysctlState> decide(SysctlState seen) {
    return state == Presence.ABSENT ? absent(seen) : present(seen, value.orElseThrow());
  }

  private Plan<SysctlState> absent(SysctlState seen) {
    if (seen.configured().isEmpty()) {
      return Plan.keep(seen);
    }
    SysctlState after = seen.withText(seen.file().without());
    return Plan.move(seen, after, put(seen, after));
  }

  private Plan<SysctlState> present(SysctlState seen, String wanted) {
    boolean writes = !seen.configured().equals(Optional.of(wanted));
    boolean sets = sysctlSet && !seen.running().equals(Optional.of(wanted));
    boolean applies = (writes && reload) || sets;
    List<String> warnings = new ArrayList<>(overruled(seen, wanted));
    clash(seen, wanted).ifPresent(warnings::add);
    if (applies && !(seen.running().isPresent() && seen.writable())) {
      warnings.add(unreachable(seen));
      applies = false;
      sets = false;
    }
    if (!sysctlSet && !writes && seen.running().filter(now -> !now.equals(wanted)).isPresent()) {
      warnings.add(drifted(seen, wanted));
    }
    SysctlState after = writes ? seen.withText(seen.file().with(wanted)) : seen;
    after = applies ? after.withRunning(wanted) : after;
    List<Step> steps = new ArrayList<>();
    if (sets || (applies && !seen.running().equals(Optional.of(wanted)))) {
      steps.add(set(wanted)); // first: a value that the kernel refuses is not written
    }
    if (writes) {
      steps.add(put(seen, after));
    }
    Plan<SysctlState> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, after, steps);
    return plan.warning(warnings);
  }

  private String unreachable(SysctlState seen) {
    String reason =
        seen.running().isEmpty()
            ? "The running kernel has no parameter %s; a kernel module may have to be loaded first."
            : "The running value of %s cannot be changed on this host: it is read-only here, as in a container.";
    if (!ignoreerrors) {
      throw new ModuleFailure(
          reason.formatted(name)
              + " Nothing was changed. With ignoreerrors: true, or reload: false, only the file is written.");
    }
    return reason.formatted(name) + " Only the file is written.";
  }

  private String drifted(SysctlState seen, String wanted) {
    return "The running value of %s is %s, although %s says %s. With sysctl_set: true it is set as well."
        .formatted(name, seen.running().orElseThrow(), sysctlFile, wanted);
  }

  private Optional<String> clash(SysctlState seen, String wanted) {
    return seen.tuned()
        .unlike(wanted)
        .map(
            owner ->
                "%s, a file of tuned's active profile, sets %s to %s: %s. Take it out of one of the two."
                    .formatted(
                        owner.getKey(),
                        name,
                        owner.getValue(),
                        seen.tuned().last()
                            ? "tuned is last and wins"
                            : "tuned applies sysctl's files after it, so these win, and tuned-adm"
                                + " verify complains"));
  }

  private ImmutableList<String> overruled(SysctlState seen, String wanted) {
    return seen.laterOwners(sysctlFile).entrySet().stream()
        .filter(each -> !each.getValue().equals(wanted))
        .map(
            each ->
                "%s sets %s to %s, and is read after %s at boot."
                    .formatted(each.getKey(), name, each.getValue(), sysctlFile))
        .collect(ImmutableList.toImmutableList());
  }

  private Step put(SysctlState seen, SysctlState after) {
    SeenFile file = seen.file().whole();
    if (!file.faithful()) {
      throw new ModuleFailure(
          sysctlFile + " is not UTF-8 text, so it is left alone. Change it by hand.");
    }
    String purpose = "write " + name + " in " + sysctlFile;
    return file.put(purpose, sysctlFile, after.file().text(), Optional.empty());
  }

  /**
   * Only this parameter: applying the whole file would trip over what others wrote there. cat says
   * what the kernel answers; a shell's own printf may only say that it failed.
   */
  private Step set(String wanted) {
    return new Step.Run(
        "set the running value of " + name,
        Script.sh("printf '%s\\n' {} | cat > {}", wanted, SysctlState.path(name)));
  }
}
