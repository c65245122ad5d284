package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.playbook.Task;
import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Applies {@code changed_when} and {@code failed_when}, which see what is registered. */
final class Judge {

  private final PlayTools tools;
  private final Task task;
  private final boolean check;

  /**
   * @param check whether a change would only be one
   */
  Judge(PlayTools tools, Task task, boolean check) {
    this.tools = tools;
    this.task = task;
    this.check = check;
  }

  /** The result as the task wants it counted. */
  RawResult judge(RawResult result, LayeredScope scope) {
    return switch (result.outcome()) {
      case Outcome.Skipped _, Outcome.Unpredictable _, Outcome.Unreachable _ -> result;
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _, Outcome.Failed _ -> {
        LayeredScope seeing = seeing(result, scope);
        yield failure(change(result, seeing), seeing);
      }
    };
  }

  private LayeredScope seeing(RawResult result, LayeredScope scope) {
    return task.register()
        .map(name -> scope.below(Map.of(name.text(), new Variable.Told(result.registered()))))
        .orElse(scope);
  }

  private RawResult change(RawResult result, LayeredScope seeing) {
    if (task.changedWhen().isEmpty() || result.outcome().isFailure()) {
      return result;
    }
    if (!tools.conditions().hold(task.changedWhen(), seeing)) {
      return result.as(new Outcome.Unchanged());
    }
    return result.outcome().isChange() ? result : result.as(changed());
  }

  private Outcome changed() {
    return check ? new Outcome.WouldChange() : new Outcome.Changed();
  }

  private RawResult failure(RawResult result, LayeredScope seeing) {
    if (task.failedWhen().isEmpty()) {
      return result;
    }
    if (tools.conditions().hold(task.failedWhen(), seeing)) {
      return noted(result, true).as(new Outcome.Failed(message(result)));
    }
    return result.outcome().isFailure() ? forgiven(result, seeing) : result;
  }

  private String message(RawResult result) {
    return result.outcome() instanceof Outcome.Failed(String message)
        ? message
        : "failed_when holds: " + Shown.conditions(task.failedWhen());
  }

  /** A failure that {@code failed_when} does not count as one; the module may have acted. */
  private RawResult forgiven(RawResult result, LayeredScope seeing) {
    boolean changed =
        task.changedWhen().isEmpty()
            ? Boolean.TRUE.equals(result.registered().get("changed"))
            : tools.conditions().hold(task.changedWhen(), seeing);
    return noted(result, false).as(changed ? changed() : new Outcome.Unchanged());
  }

  /** What was wrong is kept, whatever is made of it. */
  private static RawResult noted(RawResult result, boolean failed) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (result.outcome() instanceof Outcome.Failed(String message)) {
      more.put("msg", result.values().getOrDefault("msg", message));
    }
    more.put("failed_when_result", failed);
    if (!result.values().containsKey("changed")) {
      more.put("changed", result.outcome().isChange());
    }
    return result.with(more);
  }
}
