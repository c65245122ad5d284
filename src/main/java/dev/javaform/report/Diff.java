package dev.javaform.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import dev.javaform.engine.Difference;
import dev.javaform.module.Content;
import dev.javaform.module.Secret;
import dev.javaform.module.Unseen;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows what differs between two states of one record type. Nobody writes a difference by hand: the
 * records' components are walked side by side. Text becomes a unified diff; sets, lists and maps
 * are compared by element; anything else is one line each for before and after. Components marked
 * {@link Unseen} are left out.
 */
final class Diff {

  private static final int CONTEXT = 3;

  private final List<String> attributes = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private Diff() {}

  /** The lines that show {@code difference}; none where nothing of it can be shown. */
  static ImmutableList<String> lines(Difference difference) {
    Diff diff = new Diff();
    diff.values("", Optional.empty(), difference.before(), difference.after());
    return diff.lines(path(difference.after()).or(() -> path(difference.before())));
  }

  /** Attributes first; text of the same path goes on below the same heading. */
  private ImmutableList<String> lines(Optional<String> path) {
    if (attributes.isEmpty()) {
      return ImmutableList.copyOf(texts);
    }
    String of = path.map(": "::concat).orElse("");
    List<String> heading = List.of("--- before" + of, "+++ after" + of);
    boolean same = texts.size() > 2 && texts.subList(0, 2).equals(heading);
    return ImmutableList.<String>builder()
        .addAll(heading)
        .addAll(attributes)
        .addAll(same ? texts.subList(2, texts.size()) : texts)
        .build();
  }

  private void values(String name, Optional<String> path, Object before, Object after) {
    Object from = unwrap(before);
    Object to = unwrap(after);
    if (from == null ? to == null : from.equals(to)) {
      return;
    }
    if (from instanceof Map<?, ?> || to instanceof Map<?, ?>) {
      maps(name, path, asMap(from), asMap(to));
    } else if (from instanceof Collection<?> || to instanceof Collection<?>) {
      collections(name, asCollection(from), asCollection(to));
    } else if (from instanceof Record || to instanceof Record) {
      records(name, path, from, to);
    } else if (isText(name, from) || isText(name, to)) {
      texts(
          path.orElse(name),
          String.valueOf(from == null ? "" : from),
          String.valueOf(to == null ? "" : to));
    } else {
      add('-', name, from);
      add('+', name, to);
    }
  }

  private static Object unwrap(Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private void records(String name, Optional<String> path, Object before, Object after) {
    if (before != null && after != null && before.getClass() != after.getClass()) {
      add('-', name, before);
      add('+', name, after);
      return;
    }
    Object one = before == null ? after : before;
    if (one instanceof Secret) {
      add('-', name, before);
      add('+', name, after);
      return;
    }
    Optional<String> own = path(after).or(() -> path(before)).or(() -> path);
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      if (!component.isAnnotationPresent(Unseen.class)) {
        values(
            join(name, CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName())),
            own,
            Components.value(component, before),
            Components.value(component, after));
      }
    }
  }

  /** Records in records do not repeat their names; only the keys of maps lead to a longer name. */
  private static String join(String outer, String component) {
    int key = outer.lastIndexOf('/');
    return key < 0 ? component : outer.substring(0, key + 1) + component;
  }

  private static Optional<String> path(Object state) {
    return state == null ? Optional.empty() : Components.path(state);
  }

  private void maps(String name, Optional<String> path, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (Object key : keys) {
      Object from = before.get(key);
      Object to = after.get(key);
      boolean nested = unwrap(from) instanceof Record || unwrap(to) instanceof Record;
      values(nested ? key + "/" : String.valueOf(key), path, from, to);
    }
  }

  private static Map<?, ?> asMap(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Collection<?> asCollection(Object value) {
    return value instanceof Collection<?> collection ? collection : List.of();
  }

  private void collections(String name, Collection<?> before, Collection<?> after) {
    before.stream().filter(each -> !after.contains(each)).forEach(each -> add('-', name, each));
    after.stream().filter(each -> !before.contains(each)).forEach(each -> add('+', name, each));
    boolean onlyOrder = before.containsAll(after) && after.containsAll(before);
    if (onlyOrder) {
      add('-', name + " (order)", before);
      add('+', name + " (order)", after);
    }
  }

  private void add(char sign, String name, Object value) {
    if (value != null) {
      attributes.add(sign + (name.isEmpty() ? "" : name + ": ") + shown(value));
    }
  }

  private static Object shown(Object value) {
    return switch (value) {
      case Content content when content.isSecret() -> "***";
      case Enum<?> constant -> constant.name().toLowerCase(java.util.Locale.ROOT);
      default -> value;
    };
  }

  private static boolean isText(String name, Object value) {
    return value instanceof String text
        && (text.contains("\n") || name.equals("text") || name.endsWith("/text"));
  }

  private void texts(String path, String before, String after) {
    List<String> from = lines(before);
    List<String> to = lines(after);
    texts.addAll(
        UnifiedDiffUtils.generateUnifiedDiff(
            "before: " + path, "after: " + path, from, DiffUtils.diff(from, to), CONTEXT));
    boolean endsDiffer =
        !before.isEmpty() && !after.isEmpty() && before.endsWith("\n") != after.endsWith("\n");
    if (endsDiffer || from.equals(to) && !before.equals(after)) {
      texts.add(after.endsWith("\n") ? "+(newline at the end)" : "-(newline at the end)");
    }
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
