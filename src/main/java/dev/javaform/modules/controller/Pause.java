package dev.javaform.modules.controller;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.module.Trait;
import dev.javaform.module.Traits;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits for a length of time, or for a key. */
@Name("ansible.builtin.pause")
@Traits(Trait.RUNS_ONCE)
@Manual(
    summary = "Waits for some time, or for an answer on the terminal.",
    example =
        """
        - name: Let the daemon settle
          pause:
            seconds: 5
        """,
    returns = {
      "echo: Whether what was typed was shown.",
      "user_input: What was typed.",
      "start: When it began.",
      "stop: When it ended.",
      "delta: How many seconds it took.",
      "stdout: A sentence that says how long it paused.",
      "stderr: Nothing.",
      "rc: Always 0."
    })
public record Pause(
    @Argument("How many seconds.") Optional<Double> seconds,
    @Argument("How many minutes.") Optional<Double> minutes,
    @Argument("What to ask; without a time, it waits for an answer.") Optional<String> prompt,
    @Argument(value = "Whether to show what is typed; if not, it is kept secret.", preset = "true")
        boolean echo)
    implements Module<Waited> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  public Pause {
    if (seconds.isPresent() && minutes.isPresent()) {
      throw new IllegalArgumentException(
          "pause takes either \"seconds\" or \"minutes\", not both.");
    }
  }

  @Override
  public Probe<Waited> observe() {
    return Probe.nothing(Waited.NOT_YET);
  }

  @Override
  public Plan<Waited> decide(Waited seen) {
    return Plan.event(Waited.NOT_YET, Waited.DONE, List.of(step()))
        .returning(
            Returns.of(Map.of("echo", echo, "rc", 0L, "stderr", ""))
                .learning(
                    List.of("start", "stop", "delta", "stdout", "user_input"), this::learned));
  }

  private Step step() {
    return length()
        .<Step>map(length -> new Step.Pause("pause", length))
        .orElseGet(
            () ->
                new Step.Prompt(
                    "wait for an answer",
                    prompt.orElse("Press enter to continue, Ctrl+C to interrupt"),
                    echo));
  }

  /** At least a second, as Ansible waits. */
  private Optional<Duration> length() {
    return seconds
        .or(() -> minutes.map(each -> each * 60))
        .map(each -> Duration.ofMillis((long) (Math.max(1, each) * 1000)));
  }

  private Map<String, Object> learned(List<Output> outputs) {
    Output output = outputs.getLast();
    LocalDateTime stop = LocalDateTime.ofInstant(output.ended(), ZoneId.systemDefault());
    Duration took = length().orElse(output.took());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("start", TIME.format(stop.minus(took)));
    values.put("stop", TIME.format(stop));
    values.put("delta", took.toSeconds());
    values.put("stdout", "Paused for " + paused(took));
    values.put("user_input", length().isPresent() ? "" : output.stdout());
    return values;
  }

  private String paused(Duration took) {
    double exact = took.toMillis() / 1000.0;
    boolean inMinutes = seconds.isEmpty();
    double shown = Math.round((inMinutes ? exact / 60 : exact) * 100) / 100.0;
    return shown + (inMinutes ? " minutes" : " seconds");
  }
}
