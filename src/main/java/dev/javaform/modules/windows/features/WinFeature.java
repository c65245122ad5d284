package dev.javaform.modules.windows.features;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import dev.javaform.modules.windows.RebootRequired;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles and features of a Windows server. Other editions have none of them. */
@Name("ansible.windows.win_feature")
@Manual(
    summary = "Installs and removes roles and features of Windows servers.",
    example =
        """
        - name: Have a web server
          win_feature:
            name: Web-Server
            include_management_tools: true
        """,
    returns = {
      RebootRequired.RETURNS,
      "exitcode: How it ended, such as Success or NoChangeNeeded.",
      "feature_result: What was installed or removed, each with id, display_name, message,"
          + " reboot_required, restart_needed, skip_reason and success."
    })
public record WinFeature(
    @Argument("The features, as Get-WindowsFeature calls them.") ImmutableList<String> name,
    @Argument(value = "Whether they are installed.", preset = "present") Existence state,
    @Argument(value = "All that is below them counts, too.", preset = "false")
        boolean includeSubFeatures,
    @Argument(value = "With the tools to manage them.", preset = "false")
        boolean includeManagementTools,
    @Argument("Where the files of features are, such as D:\\sources\\sxs.") Optional<String> source)
    implements Module<ServerFeatures> {

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("names", name);
    select.put("below", includeSubFeatures);
    select.put("tools", includeManagementTools);
    source.ifPresent(folder -> select.put("source", folder));
    return Script.PowerShell.ask("server_feature", select);
  }

  @Override
  public Probe<ServerFeatures> observe() {
    return Probe.of(
        question(), ServerFeatures.class, output -> ServerFeatures.of(Answer.of(output)));
  }

  @Override
  public Plan<ServerFeatures> decide(ServerFeatures seen) {
    if (!seen.missing().isEmpty()) {
      throw new ModuleFailure(
          "this server has no feature %s; Get-WindowsFeature lists them"
              .formatted(String.join(", ", seen.missing())));
    }
    ServerFeatures wanted =
        seen.with(state == Existence.PRESENT ? seen.all() : ImmutableSortedSet.of());
    return seen.equals(wanted)
        ? Plan.keep(seen)
            .returning(
                RebootRequired.with(
                    Map.of("exitcode", "NoChangeNeeded", "feature_result", List.of()), false))
        : Plan.move(seen, wanted, new Step.Run(purpose(), order(wanted))).returning(learning());
  }

  private Script.PowerShell order(ServerFeatures wanted) {
    return question().set(Map.of("installed", wanted.installed().asList()));
  }

  private String purpose() {
    String verb = state == Existence.PRESENT ? "install" : "remove";
    return verb + " " + String.join(", ", name);
  }

  private static Returns learning() {
    return Returns.nothing()
        .learning(List.of("reboot_required", "exitcode", "feature_result"), WinFeature::learn);
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    Answer.last(outputs)
        .ifPresent(
            order -> {
              values.put("reboot_required", order.flag("reboot"));
              order.part("output").ifPresent(output -> learn(output, values));
            });
    return values;
  }

  private static void learn(Answer output, Map<String, Object> into) {
    into.put("exitcode", output.words("exitcode"));
    into.put("feature_result", output.parts("features").stream().map(Answer::values).toList());
  }
}
