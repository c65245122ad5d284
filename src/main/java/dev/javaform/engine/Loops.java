package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.binding.ModuleType;
import dev.javaform.binding.Modules;
import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Task;
import dev.javaform.python.Repr;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of a loop.
 *
 * <p>Source: Ansible's documentation, "Loops" and the lookup plugins that {@code with_} names.
 */
final class Loops {

  private final Templates templates;
  private final Modules modules;

  Loops(Templates templates, Modules modules) {
    this.templates = templates;
    this.modules = modules;
  }

  /** The items of the task's loop for the variables in {@code scope}. */
  List<Object> items(Task task, Scope scope) {
    Task.Loop loop = task.loop().orElseThrow();
    Object value = templates.render(loop.items(), scope);
    if (value instanceof Unknown unknown) {
      throw new UnknownValueException(unknown);
    }
    return loop.kind().equals("loop") ? list(value, loop) : looked(task, loop, value, scope);
  }

  /** What {@code item} is called: {@code label} of {@code loop_control}, or the item itself. */
  String label(Task.Loop loop, Object item, Scope scope) {
    try {
      return loop.label()
          .map(written -> String.valueOf(templates.render(written, scope)))
          .orElseGet(() -> Repr.PLAIN.str(item));
    } catch (TemplateException | UnknownValueException _) {
      return Repr.PLAIN.str(item); // a label is a courtesy: what it cannot say is no failure
    }
  }

  /** What the lookup of the loop's kind gives: each item of a list is a term. */
  private List<Object> looked(Task task, Task.Loop loop, @Nullable Object value, Scope scope) {
    Scope withTerms =
        new LayeredScope(ImmutableList.of(Map.of("_terms", new Variable.Given(terms(loop, value)))))
            .over(scope);
    String folder =
        loop.kind().equals("first_found") ? ", folder='%s'".formatted(folder(task)) : "";
    String expression = "query('%s', *_terms%s)".formatted(loop.kind(), folder);
    return list(templates.evaluate(expression, loop.items().mark(), withTerms), loop);
  }

  /** A mapping is its keys to {@code with_items}, and one term to all others. */
  private static List<Object> terms(Task.Loop loop, @Nullable Object value) {
    return switch (value) {
      case List<?> list -> new ArrayList<>(list);
      case Map<?, ?> map when loop.kind().equals("items") -> new ArrayList<>(map.keySet());
      case null, default -> new ArrayList<>(Collections.singletonList(value));
    };
  }

  /** Where the files for this module are looked for first. */
  private String folder(Task task) {
    String module = task.module().text();
    if (Directive.INCLUDE_VARS.is(module)) {
      return "vars";
    }
    return modules.find(module).filter(ModuleType::rendersFile).isPresent() ? "templates" : "files";
  }

  private static List<Object> list(@Nullable Object value, Task.Loop loop) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrong(
        loop.items(),
        "A loop runs over a list, and this is %s. If a mapping is meant, loop over \"{{ it | dict2items }}\"."
            .formatted(kind(value)));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Map<?, ?> _ -> "a mapping";
      case String text -> "the string \"" + text + "\"";
      default -> value.toString();
    };
  }

  private static TemplateException wrong(Yaml place, String detail) {
    return new TemplateException(Diagnostic.error("Wrong loop", detail, place.mark()), false);
  }
}
