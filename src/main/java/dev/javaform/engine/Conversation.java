package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is said to one host for one task. Every exchange takes along the questions of coming tasks;
 * their answers are kept until something acts.
 */
final class Conversation {

  /**
   * Steps that were carried out.
   *
   * @param outputs one per step started
   * @param seen what the probe printed afterwards, where one was wanted and no step failed
   */
  record Acted(ImmutableList<Output> outputs, Optional<Output> seen) {}

  private final Connector<Target> connector;
  private final TaskSurroundings surroundings;
  private final Supplier<List<Question>> coming;
  private final Prompter prompter;
  private final HostEvents events;
  private final Knowledge knowledge;

  /**
   * @param coming the questions of coming tasks, worked out only when something is sent anyway
   */
  Conversation(
      Connector<Target> connector,
      TaskSurroundings surroundings,
      Supplier<List<Question>> coming,
      Prompter prompter,
      HostEvents events) {
    this.connector = connector;
    this.surroundings = surroundings;
    this.coming = coming;
    this.prompter = prompter;
    this.events = events;
    this.knowledge = surroundings.machine().knowledge;
  }

  TaskSurroundings surroundings() {
    return surroundings;
  }

  Question question(Script script) {
    return new Question(
        script, surroundings.target(), surroundings.become(), surroundings.environment());
  }

  /** The answer, from what is known or from the host. */
  Output ask(Question question) throws UnreachableException, BecomeException, InterruptedException {
    Optional<Output> known = knowledge.answer(question);
    if (known.isPresent()) {
      return known.get();
    }
    Set<Question> questions = new LinkedHashSet<>();
    questions.add(question);
    Opening opening = new Opening(this::session);
    addComing(questions);
    opening.await();
    exchange(List.of(), List.copyOf(questions), 1);
    knowledge.reachFarther();
    return knowledge.answer(question).orElseThrow();
  }

  /** Carries out steps, then asks {@code afterwards} and what is coming. */
  Acted act(List<Step.OnHost> steps, Optional<Script> afterwards)
      throws UnreachableException, BecomeException, InterruptedException {
    forget();
    Set<Question> questions = new LinkedHashSet<>();
    afterwards.ifPresent(script -> questions.add(question(script)));
    int own = questions.size();
    addComing(questions);
    Reply reply = exchange(steps, List.copyOf(questions), own);
    return new Acted(
        reply.performed(), afterwards.flatMap(script -> knowledge.answer(question(script))));
  }

  /** Something acts, or time passes: what was known before does not count any more. */
  void forget() {
    knowledge.forget();
    if (surroundings.elsewhere()) {
      knowledge.forgetEverywhere();
    }
  }

  private void addComing(Set<Question> questions) {
    for (Question question : coming.get()) {
      if (question.rides(question(question.script())) && !knowledge.knows(question)) {
        questions.add(question);
      }
    }
  }

  /**
   * One exchange.
   *
   * @param own how many of the questions are this task's; the others ride along, and where there
   *     was no room for their whole answers they are asked again when their turn comes
   */
  private Reply exchange(List<Step.OnHost> steps, List<Question> questions, int own)
      throws UnreachableException, BecomeException, InterruptedException {
    List<Script> scripts = new ArrayList<>(questions.size());
    questions.forEach(question -> scripts.add(question.script()));
    long start = System.nanoTime();
    Reply reply = session().exchange(steps, scripts, surroundings.environment());
    tell(steps, questions.size(), Duration.ofNanos(System.nanoTime() - start));
    for (int i = 0; i < reply.answers().size(); i++) {
      if (i < own || !reply.answers().get(i).isTruncated()) {
        knowledge.learn(questions.get(i), reply.answers().get(i));
      }
    }
    return reply;
  }

  private void tell(List<Step.OnHost> steps, int probes, Duration took) {
    List<String> shown = steps.stream().map(this::shown).toList();
    events.exchanged(surroundings.machine(), shown, probes, took);
  }

  private String shown(Step.OnHost step) {
    return switch (step) {
      case Step _ when surroundings.hidden() -> "(hidden by no_log)";
      case Step.Run run -> run.purpose() + ": " + run.script().shown();
      case Step.Put put -> put.purpose() + ": put " + put.path();
    };
  }

  private Session session() throws UnreachableException, BecomeException, InterruptedException {
    return surroundings
        .machine()
        .link
        .session(connector, surroundings.target(), surroundings.become());
  }

  /** Closes the connection and opens it anew. */
  void reconnect() throws UnreachableException, BecomeException, InterruptedException {
    surroundings.machine().link.close();
    forget();
    session().exchange(List.of(), List.of(Script.NOTHING), surroundings.environment());
  }

  /** What was typed. */
  String prompt(Step.Prompt prompt) throws InterruptedException {
    return prompter.ask(prompt.text(), prompt.echo());
  }
}
