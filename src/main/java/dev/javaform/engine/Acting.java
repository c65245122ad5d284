package dev.javaform.engine;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.UnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out a plan's steps: those of the host in as few exchanges as can be, the rest here. */
final class Acting {

  private final Conversation conversation;
  private final Optional<Script> afterwards;
  private Optional<Step> failed = Optional.empty();

  /**
   * @param afterwards the probe to run after the last step, where the result can be seen
   */
  Acting(Conversation conversation, Optional<Script> afterwards) {
    this.conversation = conversation;
    this.afterwards = afterwards;
  }

  /** The step that failed. */
  Optional<Step> failed() {
    return failed;
  }

  /**
   * Carries out {@code steps} up to the first that fails.
   *
   * @param outputs receives one output per step, in their order
   * @return what the probe printed afterwards
   */
  Optional<Output> perform(List<Step> steps, List<Output> outputs)
      throws UnreachableException, BecomeException, InterruptedException {
    List<Step.OnHost> together = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.OnHost onHost) {
        together.add(onHost);
      } else {
        carryOut(together, outputs);
        if (failed.isPresent()) {
          return Optional.empty();
        }
        together.clear();
        outputs.add(timed(step));
      }
    }
    return finish(together, outputs);
  }

  private void carryOut(List<Step.OnHost> steps, List<Output> outputs)
      throws UnreachableException, BecomeException, InterruptedException {
    if (steps.isEmpty()) {
      return;
    }
    try {
      note(steps, conversation.act(steps, Optional.empty()), outputs);
    } catch (UnreachableException e) {
      if (!isOrderToLeave(steps)) {
        throw e;
      }
      outputs.add(Output.of(""));
    }
  }

  /** Alone: of several steps nobody knows which were carried out. */
  private static boolean isOrderToLeave(List<Step.OnHost> steps) {
    return steps.size() == 1 && steps.getFirst() instanceof Step.Run run && run.sendsAway();
  }

  private Optional<Output> finish(List<Step.OnHost> steps, List<Output> outputs)
      throws UnreachableException, BecomeException, InterruptedException {
    if (steps.isEmpty()) {
      return afterwards.isEmpty()
          ? Optional.empty()
          : Optional.of(conversation.ask(conversation.question(afterwards.get())));
    }
    Conversation.Acted acted = conversation.act(steps, afterwards);
    note(steps, acted, outputs);
    return acted.seen();
  }

  private void note(List<Step.OnHost> steps, Conversation.Acted acted, List<Output> outputs) {
    outputs.addAll(acted.outputs());
    int last = acted.outputs().size() - 1;
    Step step = steps.get(last);
    if (!accepts(step, acted.outputs().get(last))) {
      failed = Optional.of(step);
    }
  }

  private static boolean accepts(Step step, Output output) {
    return step instanceof Step.Run run
        ? run.accepted().contains(output.status())
        : output.isSuccess();
  }

  /** What a step of the controller leaves: what was typed, if anything, and how long it took. */
  private Output timed(Step step)
      throws UnreachableException, BecomeException, InterruptedException {
    long start = System.nanoTime();
    String typed = here(step);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Output(0, typed.getBytes(StandardCharsets.UTF_8), new byte[0], false, took);
  }

  private String here(Step step)
      throws UnreachableException, BecomeException, InterruptedException {
    conversation.forget();
    switch (step) {
      case Step.Prompt prompt -> {
        return conversation.prompt(prompt);
      }
      case Step.Pause pause -> Thread.sleep(pause.length());
      case Step.Reconnect reconnect -> reconnect(reconnect);
      case Step.OnHost _ -> throw new IllegalArgumentException("a step of the host: " + step);
    }
    return "";
  }

  private void reconnect(Step.Reconnect step)
      throws UnreachableException, BecomeException, InterruptedException {
    long deadline = System.nanoTime() + step.patience().toNanos();
    Thread.sleep(step.delay());
    while (true) {
      try {
        conversation.reconnect();
        if (step.proof().isPresent()) {
          prove(step.proof().get());
        }
        return;
      } catch (UnreachableException e) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.compareTo(step.interval()) < 0) {
          throw new UnreachableException(
              "timed out waiting for the connection after %d s: %s"
                  .formatted(step.patience().toSeconds(), e.getMessage()),
              e);
        }
        Thread.sleep(step.interval());
      }
    }
  }

  /** Whether it is the host that was waited for, and not still the one from before. */
  private void prove(Step.Run proof)
      throws UnreachableException, BecomeException, InterruptedException {
    Output output = conversation.act(List.of(proof), Optional.empty()).outputs().getFirst();
    if (!accepts(proof, output)) {
      throw new UnreachableException(output.stderr().strip());
    }
  }
}
