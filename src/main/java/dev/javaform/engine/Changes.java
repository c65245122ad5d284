package dev.javaform.engine;

import static java.util.Objects.requireNonNull;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.CaseFormat;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.binding.Records;
import dev.javaform.event.Change;
import dev.javaform.module.Checksum;
import dev.javaform.module.Content;
import dev.javaform.module.Secret;
import dev.javaform.module.Unseen;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out what differs between two states of one record type. Nobody writes a difference by hand:
 * the records' components are walked side by side. Text becomes a unified difference; sets, lists
 * and maps are compared by element. Components marked {@link Unseen} are left out.
 */
final class Changes {

  private static final int CONTEXT = 3;
  private static final Pattern LONE_NEWLINE = Pattern.compile("(?<!\\r)\\n");

  private final String about;
  private final UnaryOperator<String> masking;
  private final ImmutableList.Builder<Change> changes = ImmutableList.builder();

  private Changes(String about, UnaryOperator<String> masking) {
    this.about = about;
    this.masking = masking;
  }

  /**
   * What differs; nothing where it cannot be shown.
   *
   * @param masking makes of a text what may be shown of it
   */
  static ImmutableList<Change> of(Difference difference, UnaryOperator<String> masking) {
    Optional<String> path = path(difference.after()).or(() -> path(difference.before()));
    Changes changes = new Changes(masking.apply(path.orElse(difference.about())), masking);
    changes.values("", Optional.empty(), difference.before(), difference.after());
    return changes.changes.build();
  }

  private void values(
      String name, Optional<String> file, @Nullable Object before, @Nullable Object after) {
    Object from = unwrap(before);
    Object to = unwrap(after);
    if (from == null ? to == null : from.equals(to)) {
      return;
    }
    if (from instanceof Map<?, ?> || to instanceof Map<?, ?>) {
      maps(file, asMap(from), asMap(to));
    } else if (from instanceof Collection<?> || to instanceof Collection<?>) {
      collections(name, asCollection(from), asCollection(to));
    } else if (from instanceof Checksum || to instanceof Checksum) {
      checksums(name, from, to);
    } else if (from instanceof Record || to instanceof Record) {
      records(name, file, from, to);
    } else if (isText(name, from) || isText(name, to)) {
      texts(file.orElse(name), text(from), text(to));
    } else {
      add(name, from, to);
    }
  }

  private static @Nullable Object unwrap(@Nullable Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private void checksums(String name, @Nullable Object before, @Nullable Object after) {
    add(name, isSome(before) ? "another text" : null, isSome(after) ? "this text" : null);
  }

  private static boolean isSome(@Nullable Object checksum) {
    return checksum instanceof Checksum sum && !sum.isNone();
  }

  private void records(
      String name, Optional<String> file, @Nullable Object before, @Nullable Object after) {
    Object one = before == null ? requireNonNull(after) : before;
    boolean comparable = before == null || after == null || before.getClass() == after.getClass();
    if (!comparable || one instanceof Secret) {
      add(name, before, after);
      return;
    }
    Optional<String> own = path(after).or(() -> path(before)).or(() -> file);
    seen(one).forEach(each -> component(join(name, each), own, each, before, after));
  }

  private static Stream<RecordComponent> seen(Object state) {
    return Stream.of(state.getClass().getRecordComponents())
        .filter(component -> !component.isAnnotationPresent(Unseen.class));
  }

  private void component(
      String name,
      Optional<String> file,
      RecordComponent component,
      @Nullable Object before,
      @Nullable Object after) {
    values(name, file, value(component, before), value(component, after));
  }

  private static @Nullable Object value(RecordComponent component, @Nullable Object state) {
    return state == null ? null : Records.value(component, state);
  }

  /** Records in records do not repeat their names; only the keys of maps lead to a longer name. */
  private static String join(String outer, RecordComponent component) {
    int key = outer.lastIndexOf('/');
    String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName());
    return key < 0 ? name : outer.substring(0, key + 1) + name;
  }

  /** What a state calls its {@code path}: the file it is about. */
  private static Optional<String> path(@Nullable Object state) {
    return state instanceof Record
        ? Stream.of(state.getClass().getRecordComponents())
            .filter(component -> component.getName().equals("path"))
            .map(component -> String.valueOf(value(component, state)))
            .findFirst()
        : Optional.empty();
  }

  private void maps(Optional<String> file, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (Object key : keys) {
      Object from = before.get(key);
      Object to = after.get(key);
      boolean nested = unwrap(from) instanceof Record || unwrap(to) instanceof Record;
      values(nested ? key + "/" : String.valueOf(key), file, from, to);
    }
  }

  private static Map<?, ?> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Collection<?> asCollection(@Nullable Object value) {
    return value instanceof Collection<?> collection ? collection : List.of();
  }

  private void collections(String name, Collection<?> before, Collection<?> after) {
    before.stream().filter(each -> !after.contains(each)).forEach(each -> add(name, each, null));
    after.stream().filter(each -> !before.contains(each)).forEach(each -> add(name, null, each));
    boolean onlyOrder = before.containsAll(after) && after.containsAll(before);
    if (onlyOrder) {
      add(name + " (order)", before, after);
    }
  }

  private void add(String name, @Nullable Object before, @Nullable Object after) {
    if (before != null || after != null) {
      changes.add(new Change.Attribute(about, masking.apply(name), word(before), word(after)));
    }
  }

  private Optional<String> word(@Nullable Object value) {
    return Optional.ofNullable(value).map(Changes::words).map(masking);
  }

  private static String words(Object value) {
    return switch (value) {
      case Content content when content.isSecret() -> "***";
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static boolean isText(String name, @Nullable Object value) {
    return value instanceof String text
        && (text.contains("\n") || name.equals("text") || name.endsWith("/text"));
  }

  private void texts(String name, String before, String after) {
    if (before.equals(after)) {
      return;
    }
    boolean sameEnds = isDos(before) && isDos(after);
    List<String> from = lines(before, sameEnds);
    List<String> to = lines(after, sameEnds);
    List<String> lines =
        new ArrayList<>(
            UnifiedDiffUtils.generateUnifiedDiff(
                "before: " + name, "after: " + name, from, DiffUtils.diff(from, to), CONTEXT));
    if (lines.isEmpty()) {
      lines.addAll(List.of("--- before: " + name, "+++ after: " + name));
    }
    boolean endsDiffer =
        !before.isEmpty() && !after.isEmpty() && before.endsWith("\n") != after.endsWith("\n");
    if (endsDiffer || from.equals(to)) {
      lines.add(after.endsWith("\n") ? "+(newline at the end)" : "-(newline at the end)");
    }
    changes.add(
        new Change.Text(
            masking.apply(name),
            lines.stream().map(masking).collect(ImmutableList.toImmutableList())));
  }

  /** Whether every line ends with {@code \r\n}. */
  private static boolean isDos(String text) {
    return text.endsWith("\r\n") && !LONE_NEWLINE.matcher(text).find();
  }

  /** Lines as they are compared and shown: a carriage return is a part of them. */
  private static List<String> lines(String text, boolean sameEnds) {
    if (text.isEmpty()) {
      return List.of();
    }
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return Splitter.on('\n')
        .splitToStream(whole)
        .map(line -> sameEnds ? CharMatcher.is('\r').trimTrailingFrom(line) : shown(line))
        .toList();
  }

  private static String shown(String line) {
    return line.replace("\r", "\\r");
  }
}
