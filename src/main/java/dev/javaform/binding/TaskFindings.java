package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import java.util.List;

/**
 * Takes what is wrong with one task: an error only where it is sure to matter, and discreet where
 * {@code no_log} hides the task.
 */
final class TaskFindings {

  /** Diagnostics that name what the author chose to call things, and no values. */
  private static final ImmutableSet<String> NAMES_ONLY =
      ImmutableSet.of(
          "Unknown module", "Unknown argument", "Missing argument", "Not supported yet");

  private final Diagnostics found;
  private final boolean hidden;

  TaskFindings(Task task, Diagnostics found) {
    this.found = found;
    this.hidden = task.keywords().mayHide();
  }

  /**
   * Adds what was found.
   *
   * @param sure whether the task surely comes to it, and surely fails there
   */
  void add(List<Diagnostic> more, boolean sure) {
    more.forEach(each -> add(each, sure));
  }

  void add(Diagnostic each, boolean sure) {
    Diagnostic shown = hidden ? discreet(each) : each;
    found.add(sure ? shown : shown.whenReached());
  }

  /** What is said of a task that {@code no_log} hides holds no values of it. */
  private static Diagnostic discreet(Diagnostic diagnostic) {
    return NAMES_ONLY.contains(diagnostic.summary())
        ? diagnostic.withoutLine()
        : diagnostic.unshown(
            "What is wrong here is not shown because of no_log. To see it, set no_log: false for a"
                + " run with --syntax-check.");
  }
}
