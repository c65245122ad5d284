package dev.javaform.modules.linux.kernel;

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
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.kernel.IdleStates.Idle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kinds of sleep that no CPU falls into, now and after each boot: named, or by how long a CPU needs
 * to wake up from them; their numbers mean something else on each CPU. What this module does not
 * want any more it switches on again. Where tuned runs, {@code force_latency} in its profile does
 * the same and ends with tuned: prefer that.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/pm/cpuidle.html">CPU Idle Time Management</a>
 */
@Name("javaform.host.cstates")
@Manual(
    summary = "Keeps CPUs out of kinds of sleep from which they wake up slowly.",
    example =
        """
        - name: Wake up within 20 microseconds
          cstates:
            latency: 20
        """,
    returns = {"disabled: The names of the kinds of sleep that are switched off."},
    restsOn = {
      "A state has a name, a latency in microseconds and a switch of each CPU in cpuidle/stateN"
          + " (docs.kernel.org/admin-guide/pm/cpuidle.html).",
      "tuned's force_latency holds /dev/cpu_dma_latency open and so bounds all CPUs (tuned.conf(5),"
          + " pm_qos)."
    })
public record Cstates(
    @Argument("Kinds of sleep that take longer to wake up from, in microseconds, are off.")
        Optional<Integer> latency,
    @Argument(value = "Names of kinds of sleep that are off: C6.", preset = "[]")
        ImmutableList<String> names,
    @Argument(
            value = "present, or absent, which switches on again what this module switched off.",
            preset = "present")
        Presence state,
    @Argument(value = "The file of tmpfiles.d.", preset = "/etc/tmpfiles.d/javaform-cstates.conf")
        String file)
    implements Module<IdleStates> {

  public Cstates {
    if (state == Presence.PRESENT && latency.isEmpty() && names.isEmpty()) {
      throw new IllegalArgumentException("cstates needs latency or names, unless state is absent.");
    }
    if (latency.orElse(0) < 0) {
      throw new IllegalArgumentException("latency cannot be negative.");
    }
    if (!file.matches("/[A-Za-z0-9_@%+=:,./-]+\\.conf")) {
      throw new IllegalArgumentException("file must be an absolute path that ends in .conf.");
    }
  }

  @Override
  public Probe<IdleStates> observe() {
    return IdleStates.probe(file);
  }

  @Override
  public Plan<IdleStates> decide(IdleStates seen) {
    requireKnown(seen);
    ImmutableMap<String, Boolean> switches = switches(seen);
    String text = text(seen);
    if (!switches.isEmpty() && !seen.around().writable()) {
      throw new ModuleFailure(
          "The CPUs' sleep cannot be switched here: only root may, and a container shares it with"
              + " the machine that it runs on.");
    }
    List<Step> steps = new ArrayList<>();
    if (!switches.isEmpty()) {
      steps.add(set(switches));
    }
    if (!text.equals(seen.config())) {
      steps.add(
          text.isEmpty()
              ? OwnFile.remove(file)
              : OwnFile.of(file, text).put("switch them off at each boot", seen.around().file()));
    }
    Plan<IdleStates> plan =
        steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, seen.with(text, switches), steps);
    List<String> off = seen.those(this::isUnwanted).stream().map(Idle::name).distinct().toList();
    return plan.warning(warnings(seen)).returning(Returns.of(ImmutableMap.of("disabled", off)));
  }

  private void requireKnown(IdleStates seen) {
    if (state == Presence.PRESENT && seen.around().states().isEmpty()) {
      throw new ModuleFailure(
          "This host's CPUs have no kinds of sleep to choose from, as in most virtual machines.");
    }
    List<String> unknown =
        names.stream().filter(each -> !seen.disabled().containsKey(each)).toList();
    if (state == Presence.PRESENT && !unknown.isEmpty()) {
      throw new ModuleFailure(
          "No kind of sleep of this host is called %s; there are %s."
              .formatted(String.join(", ", unknown), String.join(", ", seen.disabled().keySet())));
    }
  }

  /** Never the first: it is no sleep, but waiting, and there must be something to do. */
  private boolean isUnwanted(Idle each) {
    return state == Presence.PRESENT
        && !each.path().endsWith("/state0")
        && (names.contains(each.name())
            || latency.filter(most -> each.latency() > most).isPresent());
  }

  private ImmutableMap<String, Boolean> switches(IdleStates seen) {
    Map<String, Boolean> switches = new LinkedHashMap<>();
    for (Idle each : seen.around().states()) {
      boolean unwanted = isUnwanted(each);
      boolean released = !unwanted && each.disabled() && isNamed(each, seen.config());
      if ((unwanted && !each.disabled()) || released) {
        switches.put(each.path(), unwanted);
      }
    }
    return ImmutableMap.copyOf(switches);
  }

  private static boolean isNamed(Idle each, String config) {
    return config.contains("w " + each.path() + "/disable ")
        || config.contains("w " + everywhere(each.path()) + "/disable ");
  }

  private static String everywhere(String path) {
    return path.replaceFirst("/cpu\\d+/", "/cpu*/");
  }

  /** One line for all CPUs where a number means the same kind of sleep on each of them. */
  private String text(IdleStates seen) {
    String lines =
        seen.those(this::isUnwanted).stream()
            .map(each -> isSameEverywhere(each, seen) ? everywhere(each.path()) : each.path())
            .distinct()
            .map("w %s/disable - - - - 1\n"::formatted)
            .collect(joining());
    return lines.isEmpty() ? "" : "# Written by the module cstates.\n" + lines;
  }

  private static boolean isSameEverywhere(Idle each, IdleStates seen) {
    return seen.those(other -> everywhere(other.path()).equals(everywhere(each.path()))).stream()
        .allMatch(other -> other.name().equals(each.name()) && other.latency() == each.latency());
  }

  private static Step set(ImmutableMap<String, Boolean> switches) {
    List<String> words =
        switches.entrySet().stream()
            .map(each -> (each.getValue() ? "1" : "0") + each.getKey() + "/disable")
            .toList();
    return new Step.Run(
        "switch kinds of sleep of the CPUs",
        Script.sh(
            """
            for each in {}; do
              printf '%s\\n' "${each%%/*}" | cat > "/${each#*/}" || exit 1
            done
            """,
            words));
  }

  private List<String> warnings(IdleStates seen) {
    return state == Presence.PRESENT && !seen.around().owner().isEmpty()
        ? List.of(
            "tuned bounds the time to wake up as well (%s): leave it to one of the two, best to tuned."
                .formatted(seen.around().owner()))
        : List.of();
  }
}
