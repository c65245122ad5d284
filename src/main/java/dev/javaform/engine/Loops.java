package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of a loop.
 *
 * <p>Source: Ansible's documentation, "Loops" and the lookup plugins that {@code with_} names.
 */
final class Loops {

  private final Templates templates;

  Loops(Templates templates) {
    this.templates = templates;
  }

  /** The items of the task's loop for the variables in {@code scope}. */
  List<Object> items(Task task, Scope scope) {
    Task.Loop loop = task.loop().orElseThrow();
    Object value = templates.render(loop.items(), scope);
    return switch (loop.kind()) {
      case "loop" -> list(value, loop);
      case "items" -> flatten(value instanceof Map<?, ?> map ? keys(map) : value, 1);
      case "list" -> list(value, loop);
      case "flattened" -> flatten(value, Integer.MAX_VALUE);
      case "dict" -> pairs(value, loop);
      case "indexed_items" -> indexed(flatten(value, 1));
      case "together" -> together(list(value, loop));
      case "nested", "cartesian" -> nested(list(value, loop));
      case "first_found" -> lookup(loop, value, ", folder='%s'".formatted(folder(task)), scope);
      default -> lookup(loop, value, "", scope);
    };
  }

  /** What {@code item} is called: {@code label} of {@code loop_control}, or the item itself. */
  String label(Task.Loop loop, Object item, Scope scope) {
    try {
      return loop.label()
          .map(written -> String.valueOf(templates.render(written, scope)))
          .orElseGet(() -> Shown.value(item));
    } catch (TemplateException | UnknownValueException _) {
      return Shown.value(item); // a label is a courtesy: what it cannot say is no failure
    }
  }

  /** Other kinds are lookups of that name: each item of a list is a term. */
  private List<Object> lookup(Task.Loop loop, Object value, String options, Scope scope) {
    Object terms = value instanceof List<?> ? value : Lists.newArrayList(value);
    Scope withTerms =
        new LayeredScope(ImmutableList.of(Map.of("_terms", new Variable.Given(terms)))).over(scope);
    String expression = "query('%s', *_terms%s)".formatted(loop.kind(), options);
    return list(templates.evaluate(expression, loop.items().mark(), withTerms), loop);
  }

  /** Where the files for this module are looked for first. */
  private static String folder(Task task) {
    String module = task.module().text();
    return module.contains("template") ? "templates" : module.contains("var") ? "vars" : "files";
  }

  private static List<Object> list(Object value, Task.Loop loop) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrong(
        loop.items(),
        "A loop runs over a list, and this is %s. If a mapping is meant, loop over \"{{ it | dict2items }}\"."
            .formatted(kind(value)));
  }

  private static String kind(Object value) {
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

  private static List<Object> flatten(Object value, int depth) {
    List<Object> flat = new ArrayList<>();
    List<?> list = value instanceof List<?> many ? many : Lists.newArrayList(value);
    for (Object item : list) {
      if (item instanceof List<?> inner) {
        flat.addAll(depth > 1 ? flatten(inner, depth - 1) : inner);
      } else if (item != null) {
        flat.add(item);
      }
    }
    return flat;
  }

  private static List<Object> keys(Map<?, ?> map) {
    return new ArrayList<>(map.keySet());
  }

  private static List<Object> pairs(Object value, Task.Loop loop) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(
          loop.items(), "with_dict runs over a mapping, and this is %s.".formatted(kind(value)));
    }
    List<Object> pairs = new ArrayList<>();
    map.forEach(
        (key, each) -> {
          Map<String, Object> pair = new LinkedHashMap<>();
          pair.put("key", key);
          pair.put("value", each);
          pairs.add(pair);
        });
    return pairs;
  }

  private static List<Object> indexed(List<Object> items) {
    List<Object> indexed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      indexed.add(Lists.newArrayList((long) i, items.get(i)));
    }
    return indexed;
  }

  private static List<Object> together(List<Object> lists) {
    List<List<Object>> columns = lists.stream().map(list -> flatten(list, 1)).toList();
    int longest = columns.stream().mapToInt(List::size).max().orElse(0);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<Object> row = new ArrayList<>();
      for (List<Object> column : columns) {
        row.add(i < column.size() ? column.get(i) : null);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Object> nested(List<Object> lists) {
    List<List<Object>> rows = List.of(List.of());
    for (Object list : lists) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> row : rows) {
        for (Object item : flatten(list, 1)) {
          List<Object> next = new ArrayList<>(row);
          next.add(item);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return new ArrayList<>(rows);
  }
}
