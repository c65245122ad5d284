package dev.javaform.modules.windows.security;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Microsoft Defender leaves alone. Turning Defender off is not offered: current clients ignore
 * the old switches, and tamper protection guards them.
 */
@Name("javaform.host.win_defender_exclusion")
@Manual(
    summary = "Tells Microsoft Defender which folders, files and programs to leave alone.",
    example =
        """
        - name: Do not scan the games
          win_defender_exclusion:
            path: ['D:\\Games']
            process: [game.exe]
        """)
public record WinDefenderExclusion(
    @Argument(value = "Folders and files.", preset = "[]") ImmutableList<String> path,
    @Argument(value = "Endings of names of files, such as .iso.", preset = "[]")
        ImmutableList<String> extension,
    @Argument(value = "Programs whose files are not scanned.", preset = "[]")
        ImmutableList<String> process,
    @Argument(value = "Whether they are left alone.", preset = "present") Existence state)
    implements Module<DefenderExclusions> {

  private static final Script.PowerShell QUESTION =
      Script.PowerShell.ask("defender_exclusions", Map.of());

  public WinDefenderExclusion {
    if (path.isEmpty() && extension.isEmpty() && process.isEmpty()) {
      throw new IllegalArgumentException(
          "One of \"path\", \"extension\" and \"process\" is needed.");
    }
  }

  @Override
  public Probe<DefenderExclusions> observe() {
    return Probe.of(
        QUESTION, DefenderExclusions.class, output -> DefenderExclusions.of(Answer.of(output)));
  }

  @Override
  public Plan<DefenderExclusions> decide(DefenderExclusions seen) {
    DefenderExclusions wanted =
        new DefenderExclusions(
            wanted(seen.paths(), path),
            wanted(seen.extensions(), extension),
            wanted(seen.processes(), process));
    return seen.equals(wanted)
        ? Plan.keep(seen)
        : Plan.move(seen, wanted, new Step.Run(purpose(), QUESTION.set(set(wanted))));
  }

  private ImmutableSortedSet<String> wanted(ImmutableSortedSet<String> seen, List<String> named) {
    ImmutableSortedSet<String> those = DefenderExclusions.set(named);
    return state == Existence.PRESENT
        ? ImmutableSortedSet.orderedBy(String.CASE_INSENSITIVE_ORDER)
            .addAll(seen)
            .addAll(those)
            .build()
        : DefenderExclusions.set(seen.stream().filter(each -> !those.contains(each)).toList());
  }

  private Map<String, Object> set(DefenderExclusions wanted) {
    Map<String, Object> set = new LinkedHashMap<>();
    if (!path.isEmpty()) {
      set.put("paths", wanted.paths().asList());
    }
    if (!extension.isEmpty()) {
      set.put("extensions", wanted.extensions().asList());
    }
    if (!process.isEmpty()) {
      set.put("processes", wanted.processes().asList());
    }
    return set;
  }

  private String purpose() {
    return state == Existence.PRESENT
        ? "tell Defender what to leave alone"
        : "let Defender look at what it left alone";
  }
}
