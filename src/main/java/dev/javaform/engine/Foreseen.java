package dev.javaform.engine;

import dev.javaform.module.Module;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Task;
import dev.javaform.python.PatternTime;
import dev.javaform.remote.Target;
import dev.javaform.template.Listening;
import dev.javaform.template.Unknown;
import dev.javaform.template.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses what the coming tasks will ask a host. A guess is never more than a question asked early:
 * when its task runs, it is bound anew, and an answer counts only for the very same question.
 */
final class Foreseen {

  /** What the expressions of a guess may take: guesses are made while others wait. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final HostTask now;
  private final PlayTools tools;
  private final Map<String, Variable> guessed = new HashMap<>();
  private final List<Question> questions = new ArrayList<>();

  /**
   * @param now the task that runs
   */
  Foreseen(HostTask now) {
    this.now = now;
    this.tools = now.tools();
  }

  /** What the tasks after it will ask, in their order. */
  List<Question> questions() {
    register(now.task());
    List<Task> coming = now.context().upcoming().after(now.task());
    int reach = now.host().knowledge.reach();
    coming.subList(0, Math.min(coming.size(), reach)).forEach(this::foresee);
    return questions;
  }

  private void foresee(Task task) {
    if (tools.tags().choose(task.keywords().tags())
        && task.keywords().value(Keyword.DELEGATE_TO).isEmpty()) {
      try {
        PatternTime.within(
            MOMENT,
            () -> {
              guess(now.with(task));
              return questions;
            });
      } catch (RuntimeException | StackOverflowError _) {
        // it needs what an earlier task brings, or is wrong: it is told when it runs
      }
    }
    register(task);
  }

  /** What a task registers is not known before it ran. */
  private void register(Task task) {
    task.register()
        .ifPresent(
            name ->
                guessed.put(
                    name.text(), new Variable.Told(new Unknown("the result of a coming task"))));
  }

  private void guess(HostTask coming) {
    LayeredScope scope = coming.scope().below(guessed);
    Task task = coming.task();
    if (task.loop().isEmpty()) {
      guess(coming, scope);
      return;
    }
    Task.Loop loop = task.loop().get();
    Listening listening = new Listening(scope);
    for (Object item : tools.loops().items(task, listening)) {
      Variable turn = Variable.computed(item, listening.heard());
      guess(coming, scope.below(Map.of(loop.variable(), turn)));
    }
  }

  private void note(Secret secret) {
    tools.secrets().setting(now.host().name(), secret);
  }

  private void guess(HostTask coming, LayeredScope scope) {
    Task task = coming.task();
    if (!tools.conditions().hold(task.keywords().when(), scope)) {
      return;
    }
    Module<?> module = tools.binder().bind(task, scope, coming.searchPath(), _ -> {});
    Optional<Script> script = module.observe().script();
    if (script.isPresent()) {
      ConnectionSettings.Reading settings =
          tools.settings().of(task.keywords(), scope, coming::scopeOf, this::note);
      Target target = settings.target(now.host().name());
      if (!target.speaks(script.get())) {
        return;
      }
      questions.add(
          new Question(
              script.get(), target, settings.become(), tools.exports().of(task.keywords(), scope)));
    }
  }
}
