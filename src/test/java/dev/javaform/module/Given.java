package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/**
 * The vocabulary of module tests: given a module, seeing what its probe printed, it becomes a state
 * by some steps. Every use also checks the laws of all modules: equal questions for equal
 * arguments, nothing left to do in the state that was planned, and every value returned documented.
 */
public final class Given<S> {

  private final Module<S> module;

  private Given(Module<S> module) {
    this.module = module;
  }

  public static <S> Given<S> given(Module<S> module) {
    return new Given<>(module);
  }

  /** The probe printed {@code stdout} and exited with 0. */
  public Planned<S> seeing(String stdout) {
    return seeing(Output.of(stdout));
  }

  /** The probe left {@code output}, verbatim from a real host. */
  public Planned<S> seeing(Output output) {
    return inState(module.observe().reader().apply(output));
  }

  /** The probe was read as {@code state}. */
  public Planned<S> inState(S state) {
    assertEquals(
        module.observe().script(), module.observe().script(), "the same module asks the same");
    Plan<S> plan = module.decide(state);
    assertEquals(plan.after(), module.decide(state).after(), "deciding is pure");
    Documented.check(module, plan.returns());
    if (plan.effect() == Effect.STATE) {
      assertTrue(
          module.decide(plan.after()).isEmpty(), "nothing is left to do after " + plan.after());
    }
    return new Planned<>(plan);
  }

  /** Reading or deciding fails; the failure's message is returned. */
  public String refusesSeeing(Output output) {
    return refusal(() -> module.decide(module.observe().reader().apply(output)));
  }

  /** Deciding fails; the failure's message is returned. */
  public String refuses(S state) {
    return refusal(() -> module.decide(state));
  }

  private String refusal(Executable deciding) {
    ModuleFailure failure = assertThrows(ModuleFailure.class, deciding);
    Documented.check(module, failure.returns().keySet());
    return failure.getMessage();
  }

  /** What was decided. */
  public record Planned<S>(Plan<S> plan) {

    /** There is nothing to do. */
    public Planned<S> changesNothing() {
      assertEquals(List.of(), shown(plan));
      return this;
    }

    /** The state afterwards. */
    public Planned<S> becomes(S after) {
      assertEquals(after, plan.after());
      return this;
    }

    /** The steps: scripts as shown, {@code put PATH} for files, the purpose for anything else. */
    public Planned<S> by(String... steps) {
      assertEquals(List.of(steps), shown(plan));
      return this;
    }

    /** The wish does not apply. */
    public Planned<S> skips(String why) {
      assertEquals(why, plan.skipped().orElse("not skipped"));
      return this;
    }

    /** What {@code register} gets without acting. */
    public Planned<S> returns(Map<String, Object> values) {
      assertEquals(values, plan.returns().known());
      return this;
    }

    /** The warnings. */
    public Planned<S> warns(String... warnings) {
      assertEquals(List.of(warnings), plan.warnings());
      return this;
    }

    private static ImmutableList<String> shown(Plan<?> plan) {
      return plan.steps().stream().map(Planned::shown).collect(ImmutableList.toImmutableList());
    }

    private static String shown(Step step) {
      return switch (step) {
        case Step.Run run -> run.script().shown();
        case Step.Put put -> "put " + put.path();
        case Step.Pause pause -> pause.purpose();
        case Step.Prompt prompt -> prompt.purpose();
        case Step.Reconnect reconnect -> reconnect.purpose();
      };
    }
  }
}
