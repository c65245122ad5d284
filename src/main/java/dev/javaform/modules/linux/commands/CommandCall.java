package dev.javaform.modules.linux.commands;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.Printed;
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
 * A command that a task wants to be run: what {@code command} and {@code shell} have in common.
 *
 * @param shown the command as it is returned: a list of words, or one text
 * @param script what the shell is given, without the change of directory
 */
record CommandCall(
    Object shown,
    String script,
    Optional<String> chdir,
    Optional<String> creates,
    Optional<String> removes,
    Optional<String> stdin,
    boolean stdinAddNewline,
    boolean stripEmptyEnds)
    implements Module<CommandState> {

  /** What {@link #streams} returns, for the manual. */
  static final String STREAMS =
      """
      rc: The exit status.
      msg: What went wrong, if anything did.
      """
          + Printed.RETURNS;

  /** What a command returns, for the manual. */
  static final String RETURNS =
      """
      cmd: The command.
      start: When it began.
      end: When it ended.
      delta: How long it took.
      """
          + STREAMS;

  private static final ImmutableList<String> LEARNED =
      ImmutableList.of(
          "rc", "stdout", "stderr", "stdout_lines", "stderr_lines", "start", "end", "delta", "msg");
  private static final String LOST = "Unable to change directory before execution: ";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  @Override
  public Probe<CommandState> observe() {
    return CommandState.probe(chdir, creates, removes);
  }

  @Override
  public Plan<CommandState> decide(CommandState seen) {
    if (seen.done()) {
      return Plan.keep(seen);
    }
    if (seen.created()) {
      return skipped(seen, creates.orElseThrow(), "exists");
    }
    if (seen.removed()) {
      return skipped(seen, removes.orElseThrow(), "does not exist");
    }
    return plan(seen, List.of(new Step.Run("run the command", whole())))
        .returning(
            Returns.of(Map.of("cmd", shown)).learning(LEARNED, this::learned).untaken(untaken()));
  }

  /** What Ansible returns of a command that check_mode keeps from running. */
  private static Map<String, Object> untaken() {
    Map<String, Object> values = new LinkedHashMap<>();
    List.of("start", "end", "delta").forEach(name -> values.put(name, null));
    List.of("stdout", "stderr").forEach(name -> values.put(name, ""));
    List.of("stdout_lines", "stderr_lines").forEach(name -> values.put(name, List.of()));
    values.put("rc", 0L);
    values.put("msg", "Command would have run if not in check mode");
    return values;
  }

  /** Where its product is missing a command is due: that much is known before it has run. */
  private Plan<CommandState> plan(CommandState seen, List<Step> steps) {
    return creates.isPresent() || removes.isPresent()
        ? Plan.due(seen, seen.ran(), steps)
        : Plan.unknown(seen, seen.ran(), steps);
  }

  private Script.Sh whole() {
    Script.Sh whole = Script.sh(chdir.map(CommandCall::entering).orElse("") + script);
    return stdin
        .map(text -> whole.reading(Content.of(stdinAddNewline ? text + "\n" : text)))
        .orElse(whole);
  }

  private static String entering(String folder) {
    return "cd %1$s 2>/dev/null || { printf '%%s\\n' '%2$s'%1$s >&2; exit 2; }\n"
        .formatted(HostPath.word(folder), LOST);
  }

  private Plan<CommandState> skipped(CommandState seen, String path, String why) {
    String text = "skipped, since %s %s".formatted(path, why);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("cmd", shown);
    values.put("rc", 0L);
    values.put("stdout", text);
    values.put("stderr", "");
    values.put("stdout_lines", List.of(text));
    values.put("stderr_lines", List.of());
    values.put("msg", "Did not run command since '%s' %s".formatted(path, why));
    return Plan.keep(seen).returning(Returns.of(values));
  }

  private Map<String, Object> learned(List<Output> outputs) {
    Output output = outputs.getLast();
    Map<String, Object> values = new LinkedHashMap<>(streams(output, stripEmptyEnds));
    LocalDateTime end = LocalDateTime.ofInstant(output.ended(), ZoneId.systemDefault());
    values.put("start", TIME.format(end.minus(output.took())));
    values.put("end", TIME.format(end));
    values.put("delta", Durations.text(output.took()));
    if (output.status() == 2 && output.stderr().startsWith(LOST)) {
      values.put("msg", output.stderr().strip());
    }
    if (isMissing(output)) {
      values.put("changed", false);
      values.put("rc", 2L);
      values.put("msg", "[Errno 2] No such file or directory: b'%s'".formatted(program()));
    }
    return values;
  }

  /**
   * The exit status and what was printed, as {@code command}, {@code shell} and {@code raw} return
   * it.
   */
  static Map<String, Object> streams(Output output, boolean stripEmptyEnds) {
    String stdout = stripEmptyEnds ? withoutNewlines(output.stdout()) : output.stdout();
    String stderr = stripEmptyEnds ? withoutNewlines(output.stderr()) : output.stderr();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rc", (long) output.status());
    values.put("stdout", stdout);
    values.put("stderr", stderr);
    values.put("stdout_lines", TextLines.of(stdout));
    values.put("stderr_lines", TextLines.of(stderr));
    values.put("msg", output.isSuccess() ? "" : "non-zero return code");
    return values;
  }

  private static String withoutNewlines(String text) {
    return CharMatcher.anyOf("\r\n").trimTrailingFrom(text);
  }

  /** Whether the shell did not find the program of a {@code command} (POSIX, exec: status 127). */
  private boolean isMissing(Output output) {
    return output.status() == 127
        && shown instanceof List<?>
        && output.stderr().strip().endsWith("not found");
  }

  private String program() {
    return shown instanceof List<?> words ? words.getFirst().toString() : "";
  }
}
