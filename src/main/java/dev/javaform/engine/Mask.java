package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.event.Outcome;
import dev.javaform.module.Script;
import dev.javaform.python.TextLines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts stars in the place of some secrets, wherever they stand in what is told: a host may print
 * what it was given.
 *
 * <p>A secret is found as it is, line by line, and as JSON, a shell and Python write it between
 * quotes; not where a host encodes or cuts it. One of fewer than four letters is left alone: it
 * would be found in words that have nothing to do with it, and whoever can read the output can try
 * all of them anyway.
 *
 * @param secrets what is found as it is
 * @param forms all that is looked for, the longest first
 */
record Mask(ImmutableSet<String> secrets, ImmutableSet<String> forms) {

  static final Mask NONE = new Mask(ImmutableSet.of(), ImmutableSet.of());

  private static final String STARS = "********";
  private static final int SHORTEST = 4;

  /** The mask of these secrets. */
  static Mask of(Collection<String> secrets) {
    return new Mask(
        ImmutableSet.copyOf(secrets),
        secrets.stream()
            .flatMap(String::lines)
            .flatMap(Mask::forms)
            .filter(form -> form.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(ImmutableSet.toImmutableSet()));
  }

  /** The same with one more secret. */
  Mask with(String secret) {
    return secrets.contains(secret)
        ? this
        : of(ImmutableSet.<String>builder().addAll(secrets).add(secret).build());
  }

  private static Stream<String> forms(String line) {
    String quoted = Script.Sh.quote(line);
    String json = line.replace("\\", "\\\\").replace("\"", "\\\"");
    return Stream.of(
        line,
        quoted.startsWith("'") ? quoted.substring(1, quoted.length() - 1) : quoted,
        json,
        ascii(json),
        line.replace("\\", "\\\\").replace("'", "\\'"));
  }

  /** As JSON writes what is not ASCII. */
  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.chars()
        .forEach(
            unit -> {
              if (unit < 0x80) {
                ascii.append((char) unit);
              } else {
                ascii.append("\\u%04x".formatted(unit));
              }
            });
    return ascii.toString();
  }

  /** A text as it may be shown. */
  String text(String text) {
    String shown = text;
    for (String form : forms) {
      shown = shown.replace(form, STARS);
    }
    return shown;
  }

  /** A result as it may be told. */
  RawResult result(RawResult result) {
    if (forms.isEmpty()) {
      return result;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    result.values().forEach((name, value) -> values.put(name, value(value)));
    return new RawResult(
        outcome(result.outcome()),
        values,
        result.difference(),
        result.warnings().stream().map(this::text).collect(ImmutableList.toImmutableList()),
        result.showing());
  }

  private Object value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case TextLines lines -> TextLines.of(text(lines.text()));
      case List<?> items -> {
        List<Object> shown = new ArrayList<>(items.size());
        items.forEach(item -> shown.add(value(item)));
        yield shown;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        map.forEach((key, each) -> shown.put(value(key), value(each)));
        yield shown;
      }
      case null, default -> value;
    };
  }

  private Outcome outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Skipped(String reason) -> new Outcome.Skipped(text(reason));
      case Outcome.Unpredictable(String reason) -> new Outcome.Unpredictable(text(reason));
      case Outcome.Failed(String message) -> new Outcome.Failed(text(message));
      case Outcome.Unreachable(String message) -> new Outcome.Unreachable(text(message));
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _ -> outcome;
    };
  }
}
