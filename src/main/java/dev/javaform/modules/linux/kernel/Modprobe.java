package dev.javaform.modules.linux.kernel;

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
import dev.javaform.modules.linux.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A kernel module: loaded now, and, with {@code persistent}, at boot. */
@Name("community.general.modprobe")
@Manual(
    summary = "Loads and unloads kernel modules, now and at boot.",
    example =
        """
        - name: Load vfio, now and at boot
          modprobe:
            name: vfio_pci
            persistent: present
        """,
    returns = {
      "name: The kernel module.",
      "params: Its parameters.",
      "state: What was asked for: present or absent."
    })
public record Modprobe(
    @Argument("The kernel module; - and _ are the same.") String name,
    @Argument(value = "Parameters: numdummies=2.", preset = "''") String params,
    @Argument(value = "present or absent.", preset = "present") Presence state,
    @Argument(
            value = "Whether boot loads it: present, absent, or disabled to leave it as it is.",
            preset = "disabled")
        Persistence persistent)
    implements Module<KernelModule> {

  /** What happens to the files that boot reads. */
  public enum Persistence {
    DISABLED,
    PRESENT,
    ABSENT
  }

  public Modprobe {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a kernel module.".formatted(name));
    }
    params = SysctlState.normal(params);
  }

  @Override
  public Probe<KernelModule> observe() {
    return KernelModule.probe(name);
  }

  @Override
  public Plan<KernelModule> decide(KernelModule seen) {
    List<Step> steps = new ArrayList<>();
    KernelModule after = running(seen, steps);
    after =
        switch (persistent) {
          case DISABLED -> after;
          case PRESENT -> kept(after, steps);
          case ABSENT -> forgotten(after, steps);
        };
    Plan<KernelModule> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, after, steps);
    String wanted = state == Presence.PRESENT ? "present" : "absent";
    return plan.returning(Returns.of(Map.of("name", name, "params", params, "state", wanted)));
  }

  private KernelModule running(KernelModule seen, List<Step> steps) {
    boolean wanted = state == Presence.PRESENT;
    if (wanted == seen.isThere()) {
      return seen;
    }
    if (wanted && !seen.known()) {
      throw new ModuleFailure(
          "The running kernel %s has no module %s; it may be misspelt, or not built for this kernel."
              .formatted(seen.kernel(), name));
    }
    if (seen.builtin()) {
      throw new ModuleFailure(
          "%s is built into the running kernel and cannot be removed.".formatted(name));
    }
    steps.add(
        wanted
            ? new Step.Run(
                "load " + name,
                Script.sh(
                    "PATH=$PATH:/usr/sbin:/sbin modprobe {} {}",
                    name,
                    params.isEmpty() ? List.of() : List.of(params.split(" "))))
            : new Step.Run(
                "remove " + name, Script.sh("PATH=$PATH:/usr/sbin:/sbin modprobe -r {}", name)));
    return seen.withLoaded(wanted);
  }

  private KernelModule kept(KernelModule seen, List<Step> steps) {
    KernelModule after = seen;
    if (!seen.loadedAtBoot()) {
      steps.add(
          new Step.Run(
              "load " + name + " at boot",
              Script.sh(
                  "mkdir -p /etc/modules-load.d && printf '%s\\n' {} >>{}",
                  name, "/etc/modules-load.d/" + name + ".conf")));
      after = after.withLoadedAtBoot(true);
    }
    if (!seen.options().equals(params)) {
      steps.add(new Step.Run("set the parameters of " + name + " at boot", options()));
      after = after.withOptions(params);
    }
    return after;
  }

  private Script.Sh options() {
    Script.Sh old = commentOut("/etc/modprobe.d/*.conf", "options[[:space:]][[:space:]]*" + word());
    return params.isEmpty()
        ? old
        : old.then(
            Script.sh(
                "mkdir -p /etc/modprobe.d && printf 'options %s %s\\n' {} {} >>{}",
                name, params, "/etc/modprobe.d/" + name + ".conf"));
  }

  private KernelModule forgotten(KernelModule seen, List<Step> steps) {
    KernelModule after = seen;
    if (seen.loadedAtBoot()) {
      steps.add(
          new Step.Run(
              "do not load " + name + " at boot",
              commentOut("/etc/modules-load.d/*.conf /etc/modules", word())));
      after = after.withLoadedAtBoot(false);
    }
    if (!seen.options().isEmpty()) {
      steps.add(
          new Step.Run(
              "forget the parameters of " + name,
              commentOut("/etc/modprobe.d/*.conf", "options[[:space:]][[:space:]]*" + word())));
      after = after.withOptions("");
    }
    return after;
  }

  private String word() {
    return name.replaceAll("[_-]", "[_-]");
  }

  /** Links are followed, so that the file they point at is edited, not replaced. */
  private static Script.Sh commentOut(String files, String pattern) {
    return Script.sh(
        "for file in "
            + files
            + "; do\n"
            + """
              [ -f "$file" ] && grep -q {} "$file" || continue
              sed -i --follow-symlinks {} "$file" || exit 1
            done
            """,
        "^[[:space:]]*" + pattern + "\\([[:space:]]\\|$\\)",
        "s/^[[:space:]]*" + pattern + "\\([[:space:]].*\\)\\{0,1\\}$/#&/");
  }
}
