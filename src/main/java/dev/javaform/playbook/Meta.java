package dev.javaform.playbook;

import com.google.common.base.Ascii;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code meta} can do to the run itself.
 *
 * <p>Source: the documentation of Ansible's meta module.
 */
public enum Meta {
  FLUSH_HANDLERS,
  END_PLAY,
  END_BATCH,
  END_HOST,
  CLEAR_FACTS,
  CLEAR_HOST_ERRORS,
  RESET_CONNECTION,
  NOOP;

  /** Whether a task is a {@code meta} task. */
  public static boolean is(Task task) {
    return Directive.META.is(task.module().text());
  }

  /**
   * What a {@code meta} task does.
   *
   * @throws DiagnosticException where there is no such thing
   */
  public static Meta of(Task task) {
    String word = word(task);
    return Arrays.stream(values())
        .filter(meta -> meta.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new DiagnosticException(unknown(task, word)));
  }

  /** Whether nothing may come after a {@code meta} task. */
  public static boolean mayEnd(Task task) {
    return word(task).startsWith("end_");
  }

  private static String word(Task task) {
    return task.freeForm().map(Yaml.Scalar::text).orElse("").strip();
  }

  /** Whether it concerns all hosts at once, so that the first decides for all. */
  public boolean isForAll() {
    return switch (this) {
      case END_PLAY, END_BATCH, CLEAR_FACTS, CLEAR_HOST_ERRORS -> true;
      case FLUSH_HANDLERS, END_HOST, RESET_CONNECTION, NOOP -> false;
    };
  }

  private static Diagnostic unknown(Task task, String word) {
    List<String> words = Arrays.stream(values()).map(Meta::word).toList();
    return Diagnostic.error(
        "Unknown meta action",
        "meta cannot \"%s\".%s It can: %s."
            .formatted(word, Suggestion.didYouMean(word, words), String.join(", ", words)),
        task.freeForm().map(Yaml.Scalar::mark).orElse(task.mark()));
  }

  private String word() {
    return Ascii.toLowerCase(name());
  }
}
