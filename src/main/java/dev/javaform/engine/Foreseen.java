package dev.javaform.engine;

import dev.javaform.binding.SearchPath;
import dev.javaform.module.Module;
import dev.javaform.module.Script;
import dev.javaform.playbook.Task;
import dev.javaform.remote.Become;
import dev.javaform.template.Unknown;
import dev.javaform.template.Variable;
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

  private final PlayTools tools;
  private final PlayScope play;
  private final HostState host;
  private final TaskContext context;
  private final Map<String, Variable> guessed = new HashMap<>();
  private final List<Question> questions = new ArrayList<>();

  Foreseen(PlayTools tools, PlayScope play, HostState host, TaskContext context) {
    this.tools = tools;
    this.play = play;
    this.host = host;
    this.context = context;
  }

  /** What the tasks after {@code task} will ask, in their order. */
  List<Question> after(Task task) {
    register(task);
    List<Task> coming = context.horizon().after(task);
    coming.subList(0, Math.min(coming.size(), host.knowledge.reach())).forEach(this::foresee);
    return questions;
  }

  private void foresee(Task task) {
    if (tools.tags().choose(task.keywords().tags()) && task.keywords().delegateTo().isEmpty()) {
      try {
        guess(task);
      } catch (RuntimeException _) {
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
                    name.text(), new Variable.Given(new Unknown("the result of a coming task"))));
  }

  private void guess(Task task) {
    LayeredScope scope = TaskScope.of(tools, play, host, task, context).below(guessed);
    if (task.loop().isEmpty()) {
      guess(task, scope);
      return;
    }
    Task.Loop loop = task.loop().get();
    for (Object item : tools.loops().items(task, scope)) {
      guess(task, scope.below(Map.of(loop.variable(), new Variable.Given(item))));
    }
  }

  private void guess(Task task, LayeredScope scope) {
    if (!tools.conditions().hold(task.keywords().when(), scope)) {
      return;
    }
    Module<?> module =
        tools.binder().bind(task, scope, SearchPath.of(task, tools.playbookFolder()));
    Optional<Script> script = module.observe().script();
    if (script.isPresent()) {
      Become become = tools.settings().become(task.keywords(), scope);
      questions.add(
          new Question(script.get(), become, tools.settings().environment(task.keywords(), scope)));
    }
  }
}
