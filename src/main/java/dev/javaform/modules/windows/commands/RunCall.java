package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.python.Durations;
import dev.javaform.python.TextLines;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is to be run in a guest: what the modules for it have in common.
 *
 * @param shown the command as it is returned; empty of a script
 * @param unless when it need not run, and as whom it does
 * @param what the program or the script, as the helper is told
 */
record RunCall(Optional<String> shown, RunUnless unless, ImmutableMap<String, Object> what)
    implements Module<RunState> {

  /** What it returns, for the manual. */
  static final String RETURNS =
      """
      rc: The exit code.
      msg: What went wrong, if anything did.
      start: When it began.
      end: When it ended.
      delta: How long it took.
      stdout: What it printed.
      stderr: What it printed on standard error.
      stdout_lines: The lines of stdout.
      stderr_lines: The lines of stderr.""";

  /** What a command returns besides, for the manual. */
  static final String COMMAND = "cmd: The command line.\n";

  private static final ImmutableList<String> LEARNED =
      ImmutableList.of(
          "rc", "stdout", "stderr", "stdout_lines", "stderr_lines", "start", "end", "delta", "msg");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  @Override
  public Probe<RunState> observe() {
    return unless.probe("run");
  }

  @Override
  public Plan<RunState> decide(RunState seen) {
    if (seen.done() || seen.holds().orElse(false)) {
      return Plan.keep(seen).returning(Returns.of(known()));
    }
    Optional<String> needless = unless.needless(seen);
    if (needless.isPresent()) {
      return Plan.<RunState>skip(seen, needless.get()).returning(Returns.of(skipped()));
    }
    return plan(seen).returning(Returns.of(known()).learning(LEARNED, RunCall::learned));
  }

  private Plan<RunState> plan(RunState seen) {
    List<Step> steps = List.of(new Step.Run("run it", unless.question("run").set(what)));
    if (seen.holds().isPresent()) {
      return Plan.move(seen, seen.ran(), steps);
    }
    return unless.named()
        ? Plan.due(seen, seen.ran(), steps)
        : Plan.unknown(seen, seen.ran(), steps);
  }

  private Map<String, Object> known() {
    return shown.<Map<String, Object>>map(line -> Map.of("cmd", line)).orElse(Map.of());
  }

  private Map<String, Object> skipped() {
    Map<String, Object> values = new LinkedHashMap<>(known());
    values.put("rc", 0L);
    return values;
  }

  private static Map<String, Object> learned(List<Output> outputs) {
    Output output = outputs.getLast();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rc", (long) output.status());
    values.put("stdout", output.stdout());
    values.put("stderr", output.stderr());
    values.put("stdout_lines", TextLines.of(output.stdout()));
    values.put("stderr_lines", TextLines.of(output.stderr()));
    values.put("msg", output.isSuccess() ? "" : "non-zero return code");
    LocalDateTime end = LocalDateTime.ofInstant(output.ended(), ZoneId.systemDefault());
    values.put("start", TIME.format(end.minus(output.took())));
    values.put("end", TIME.format(end));
    values.put("delta", Durations.text(output.took()));
    return values;
  }

  /** The state that the helper told. */
  static RunState read(Output output) {
    return RunState.of(Answer.of(output));
  }

  /** A script for the helper: {@code kind} is how it counts what goes wrong. */
  static Map<String, Object> script(String kind, String text, Optional<String> chdir) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("script", text);
    what.put("kind", kind);
    chdir.ifPresent(folder -> what.put("chdir", folder));
    return what;
  }

  /** A program for the helper. */
  static Map<String, Object> program(WindowsLine line, Optional<String> chdir) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("file", line.file());
    what.put("line", line.arguments());
    chdir.ifPresent(folder -> what.put("chdir", folder));
    return what;
  }

  /** The question of a module that runs something, as the helper calls its type. */
  record RunUnless(
      Optional<String> creates, Optional<String> removes, ImmutableMap<String, Object> more) {

    /** Two paths. */
    static RunUnless paths(Optional<String> creates, Optional<String> removes) {
      return new RunUnless(creates, removes, ImmutableMap.of());
    }

    /** Whether paths tell when it need not run. */
    boolean named() {
      return creates.isPresent() || removes.isPresent();
    }

    Script.PowerShell question(String type) {
      Map<String, Object> select = new LinkedHashMap<>();
      creates.ifPresent(path -> select.put("creates", path));
      removes.ifPresent(path -> select.put("removes", path));
      select.putAll(more);
      return Script.PowerShell.ask(type, select);
    }

    Probe<RunState> probe(String type) {
      return named() || more.containsKey("test")
          ? Probe.of(question(type), RunState.class, RunCall::read)
          : Probe.nothing(RunState.BEFORE);
    }

    /** Why it need not run, if so. */
    Optional<String> needless(RunState seen) {
      if (seen.created()) {
        return creates.map("skipped, since %s exists"::formatted);
      }
      return seen.removed()
          ? removes.map("skipped, since %s does not exist"::formatted)
          : Optional.empty();
    }
  }
}
