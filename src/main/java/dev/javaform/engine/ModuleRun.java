package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.event.Outcome;
import dev.javaform.module.Effect;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Situated;
import dev.javaform.module.Step;
import dev.javaform.python.PatternException;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.UnreachableException;
import dev.javaform.template.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One module on one host: look, decide, act, look again.
 *
 * @param <S> the module's state
 */
final class ModuleRun<S> {

  /** How many lines of what a failed script said are shown. */
  private static final int LINES = 4;

  private static final List<String> CUT =
      List.of("the output of this task is longer than javaform keeps: the end of it is cut off");

  /** What a module knew to say of its success; a failure speaks for itself. */
  private static final ImmutableSet<String> ONLY_OF_SUCCESS = ImmutableSet.of("msg", "rc");

  private final Module<S> module;
  private final Probe<S> probe;
  private final Conversation conversation;
  private final boolean check;
  private final Knowledge knowledge;
  private final String task;

  ModuleRun(Module<S> module, Conversation conversation, String task) {
    this.module = module;
    this.probe = module.observe();
    this.conversation = conversation;
    this.check = conversation.surroundings().check();
    this.knowledge = conversation.surroundings().machine().knowledge;
    this.task = task;
  }

  /** Runs it; failures of the module are results. */
  RawResult run() throws UnreachableException, InterruptedException {
    Plan<S> plan;
    try {
      plan = module.decide(look());
      plan.steps().forEach(this::requireLanguage);
    } catch (ModuleFailure e) {
      return failure(e);
    } catch (BecomeException | PatternException | Unreadable e) {
      return RawResult.failed(e.getMessage());
    }
    return follow(plan).warning(plan.warnings()).shown(plan.returns().showing());
  }

  private S look() throws UnreachableException, BecomeException, InterruptedException {
    if (probe.script().isEmpty()) {
      return probe.reader().apply(Output.of(""));
    }
    requireLanguage(probe.script().get());
    Question question = conversation.question(probe.script().get());
    Optional<S> predicted = check ? knowledge.predicted(question, probe.type()) : Optional.empty();
    return among(predicted.isPresent() ? predicted.get() : read(conversation.ask(question)));
  }

  /** What earlier tasks would have changed around it changes what would be seen. */
  private S among(S seen) {
    return check && seen instanceof Situated<?> situated
        ? probe.type().cast(situated.among(knowledge.planned()))
        : seen;
  }

  /** Nothing is decided from half an answer: what was cut off might be what matters. */
  private S read(Output answer) {
    S state = readable(answer);
    if (answer.isTruncated()) {
      throw new ModuleFailure("the host's answer is longer than javaform keeps");
    }
    return state;
  }

  /**
   * A host may print anything; what a reader cannot make sense of is that host's failure alone.
   * What goes wrong in deciding is ours.
   */
  private S readable(Output answer) {
    try {
      return probe.reader().apply(answer);
    } catch (ModuleFailure | PatternException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unreadable(e);
    }
  }

  /** A reader stumbled over what a host printed. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(RuntimeException cause) {
      super("the host's answer makes no sense to this module (%s)".formatted(cause), cause);
    }
  }

  private RawResult failure(ModuleFailure failure) {
    Optional<PendingChange> cause =
        check && probe.script().isPresent() ? knowledge.bearingOn(module) : Optional.empty();
    if (cause.isPresent()) {
      return RawResult.of(
          new Outcome.Unpredictable(
              "it may rest on the task \"%s\", which would have to run first: %s"
                  .formatted(cause.get().task(), failure.getMessage())));
    }
    return RawResult.of(new Outcome.Failed(failure.getMessage()), failure.returns())
        .shown(failure.showing());
  }

  private void requireLanguage(Step step) {
    if (step instanceof Step.Run run) {
      requireLanguage(run.script());
    }
  }

  /** A module for one kind of hosts can do nothing on another. */
  private void requireLanguage(Script script) {
    if (!conversation.surroundings().target().speaks(script)) {
      boolean windows = conversation.surroundings().target().isWindows();
      throw new ModuleFailure(
          windows
              ? "this module is for Linux hosts, and this one is Windows; the modules for Windows"
                  + " begin with win_ (javaform doc lists them)"
              : "this module is for Windows hosts, and this one is reached as a Linux host is;"
                  + " set ansible_connection to psrp, or ansible_shell_type to powershell");
    }
  }

  private RawResult follow(Plan<S> plan) throws UnreachableException, InterruptedException {
    Map<String, Object> known = plan.returns().known();
    if (plan.skipped().isPresent()) {
      String reason = plan.skipped().get();
      return Skips.bySelf(reason, known).with(Map.of("msg", reason));
    }
    if (plan.isEmpty()) {
      return RawResult.of(new Outcome.Unchanged(), known);
    }
    if (check && !touchesHost(plan)) {
      return RawResult.of(new Outcome.Unchanged(), known);
    }
    return check ? foretell(plan) : act(plan);
  }

  /** Whether anything is done on the host: a pause changes nothing. */
  private static boolean touchesHost(Plan<?> plan) {
    return plan.steps().stream().anyMatch(step -> step instanceof Step.OnHost);
  }

  private RawResult foretell(Plan<S> plan) {
    knowledge.pend(PendingChange.of(task, module, plan.after()));
    Map<String, Object> values = new LinkedHashMap<>(plan.returns().known());
    values.putAll(
        conversation.surroundings().rehearses() ? plan.returns().untaken() : unknown(plan));
    if (plan.effect() == Effect.UNKNOWN) {
      return Skips.bySelf("not run in check mode", values);
    }
    if (plan.effect() == Effect.STATE) {
      predict(plan);
    }
    return new RawResult(new Outcome.WouldChange(), values, foreseen(plan), ImmutableList.of());
  }

  /** What only acting would tell: later tasks of a check must not count on it. */
  private Map<String, Object> unknown(Plan<S> plan) {
    return plan.returns().pending().stream()
        .filter(name -> !plan.returns().known().containsKey(name))
        .collect(
            ImmutableMap.toImmutableMap(
                name -> name, name -> new Unknown(name + " of task \"" + task + "\"")));
  }

  private void predict(Plan<S> plan) {
    probe
        .script()
        .ifPresent(script -> knowledge.predict(conversation.question(script), plan.after()));
  }

  private Optional<Difference> foreseen(Plan<?> plan) {
    return plan.effect().isForeseen() ? Optional.of(difference(plan)) : Optional.empty();
  }

  private Difference difference(Plan<?> plan) {
    return new Difference(plan.before(), plan.after(), About.of(module));
  }

  private RawResult act(Plan<S> plan) throws UnreachableException, InterruptedException {
    List<Output> outputs = new ArrayList<>();
    RawResult result = act(plan, outputs);
    return outputs.stream().anyMatch(Output::isTruncated) ? result.warning(CUT) : result;
  }

  private RawResult act(Plan<S> plan, List<Output> outputs)
      throws UnreachableException, InterruptedException {
    boolean verify = plan.effect() == Effect.STATE && probe.script().isPresent();
    Acting acting = new Acting(conversation, verify ? probe.script() : Optional.empty());
    Optional<Output> seen;
    try {
      seen = acting.perform(plan.steps(), outputs);
    } catch (BecomeException e) {
      return RawResult.failed(e.getMessage());
    }
    Map<String, Object> values = new LinkedHashMap<>(plan.returns().known());
    Optional<Step> failed = acting.failed();
    if (failed.isPresent()) {
      values.keySet().removeAll(ONLY_OF_SUCCESS);
    }
    if (!outputs.isEmpty()) {
      values.putAll(plan.returns().learned().apply(List.copyOf(outputs)));
    }
    if (failed.isPresent()) {
      values.putIfAbsent("changed", !plan.effect().isForeseen());
      return stepFailed(failed.get(), outputs.getLast(), values);
    }
    boolean denies = !plan.effect().isForeseen() && Boolean.FALSE.equals(values.get("changed"));
    if (denies || !touchesHost(plan)) {
      return RawResult.of(new Outcome.Unchanged(), values);
    }
    RawResult changed =
        new RawResult(new Outcome.Changed(), values, foreseen(plan), ImmutableList.of());
    return seen.isPresent() ? verified(changed, seen.get()) : changed;
  }

  private static RawResult stepFailed(Step step, Output output, Map<String, Object> values) {
    values.putIfAbsent("rc", (long) output.status());
    values.putIfAbsent("stderr", output.stderr().stripTrailing());
    String message =
        values.containsKey("msg")
            ? String.valueOf(values.get("msg"))
            : "could not %s: %s".formatted(step.purpose(), complaint(output, step.purpose()));
    return RawResult.of(new Outcome.Failed(message), values);
  }

  /** What a failed script said, or its exit status where it said nothing. */
  private static String complaint(Output output, String purpose) {
    String said = output.stderr().isBlank() ? output.stdout() : output.stderr();
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    String status = "exit status " + output.status();
    return lines.isEmpty()
        ? status
        : "%s (%s)".formatted(withoutPath(String.join("; ", ends(lines)), purpose), status);
  }

  /** The first line says what went wrong as often as the last ones do. */
  private static List<String> ends(List<String> lines) {
    return lines.size() <= LINES
        ? lines
        : ImmutableList.<String>builder()
            .add(lines.getFirst(), "...")
            .addAll(lines.subList(lines.size() - LINES + 1, lines.size()))
            .build();
  }

  /** What was said, without the path before it that the purpose tells, too. */
  private static String withoutPath(String said, String purpose) {
    int colon = said.indexOf(": ");
    return colon > 0 && purpose.endsWith(" " + said.substring(0, colon))
        ? said.substring(colon + 2)
        : said;
  }

  /** The host must now be as planned; asking it again tells. */
  private RawResult verified(RawResult changed, Output seen) {
    try {
      Plan<S> again = module.decide(read(seen));
      if (!again.isEmpty()) {
        return new RawResult(
            new Outcome.Failed(
                "not converged: every step succeeded, and the host still differs from what is"
                    + " wanted; the difference shows what is left, or what something else changed at"
                    + " the same time"),
            changed.values(),
            Optional.of(difference(again)),
            again.warnings());
      }
      Map<String, Object> values = new LinkedHashMap<>(again.returns().known());
      values.putAll(changed.values());
      return new RawResult(changed.outcome(), values, changed.difference(), ImmutableList.of());
    } catch (ModuleFailure e) {
      return RawResult.of(new Outcome.Failed("not converged: " + e.getMessage()), changed.values());
    } catch (PatternException | Unreadable e) {
      return RawResult.failed(e.getMessage());
    }
  }
}
