package dev.javaform.template.function;

import com.google.common.collect.ImmutableSet;
import dev.javaform.python.Times;
import dev.javaform.template.Templates;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.Callable;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Members;
import dev.javaform.template.expression.Namespace;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Parameters;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that are there without a variable of their name. */
public final class Globals {

  /** Their names. */
  public static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "range",
          "dict",
          "namespace",
          "cycler",
          "joiner",
          "lookup",
          "query",
          "q",
          "now",
          "undef",
          "omit",
          "vars");

  private static final long LONGEST_RANGE = 1_000_000;

  private Globals() {}

  /** The function of that name, or the value. */
  public static Optional<Object> find(String name, LookupContext surroundings) {
    return Optional.ofNullable(
        switch (name) {
          case "range" -> function(name, "start stop? step?", Globals::range);
          case "dict" -> function(name, "pairs? **named", Globals::dict);
          case "namespace" -> function(name, "pairs? **named", call -> new Namespace(named(call)));
          case "cycler" -> function(name, "*items", call -> new Cycler(call.rest()));
          case "joiner" -> function(name, "sep?", call -> joiner(call.text("sep", ", ")));
          case "now" -> function(name, "utc? fmt?", Globals::now);
          case "undef" -> function(name, "hint?", Globals::undefined);
          case "lookup" ->
              function(name, "plugin *terms **options", call -> Lookups.joined(call, surroundings));
          case "query", "q" ->
              function(name, "plugin *terms **options", call -> Lookups.list(call, surroundings));
          case "omit" -> Templates.OMIT;
          default -> null;
        });
  }

  private static Callable function(String name, String parameters, Function<Bound, Object> body) {
    Parameters known = Parameters.of(name, parameters);
    return (positional, named) -> body.apply(known.bind(positional, named));
  }

  private static Object range(Bound call) {
    boolean one = !call.has("stop");
    long start = one ? 0 : Numbers.integer(call.get("start")).longValue();
    long stop = Numbers.integer(call.get(one ? "start" : "stop")).longValue();
    long step = call.number("step", 1);
    if (step == 0) {
      throw ExpressionException.failed("range() arg 3 must not be zero");
    }
    if (Math.abs(stop - start) / Math.abs(step) > LONGEST_RANGE) {
      throw ExpressionException.failed("range() gives more than %d numbers.", LONGEST_RANGE);
    }
    List<Object> numbers = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Object dict(Bound call) {
    return named(call);
  }

  private static Map<String, Object> named(Bound call) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (call.get("pairs") instanceof Map<?, ?> pairs) {
      pairs.forEach((key, value) -> map.put(Text.str(key), value));
    } else if (call.has("pairs")) {
      call.items("pairs").forEach(pair -> put(Values.items(pair), map));
    }
    map.putAll(call.others());
    return map;
  }

  private static void put(List<Object> pair, Map<String, Object> map) {
    if (pair.size() != 2) {
      throw ExpressionException.failed(
          "dictionary update sequence element has length %d; 2 is required", pair.size());
    }
    map.put(Text.str(pair.getFirst()), pair.getLast());
  }

  private static Callable joiner(String separator) {
    boolean[] used = {false};
    return (_, _) -> {
      String text = used[0] ? separator : "";
      used[0] = true;
      return text;
    };
  }

  private static Object now(Bound call) {
    LocalDateTime now =
        LocalDateTime.now(call.flag("utc") ? ZoneOffset.UTC : ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MICROS);
    return call.has("fmt")
        ? Times.format(
            call.text("fmt"),
            now.atZone(call.flag("utc") ? ZoneOffset.UTC : ZoneId.systemDefault()))
        : now;
  }

  private static Object undefined(Bound call) {
    return new Undefined(
        "", call.text("hint", "Mandatory variable has not been overridden"), -1, Optional.empty());
  }

  /** Goes round its items. */
  private static final class Cycler implements Members {

    private final List<Object> items;
    private int place;

    Cycler(List<Object> items) {
      this.items = items;
    }

    @Override
    public Optional<Object> member(String name) {
      return Optional.ofNullable(
          switch (name) {
            case "current" -> items.get(place);
            case "next" -> (Callable) (_, _) -> next();
            case "reset" -> (Callable) (_, _) -> reset();
            default -> null;
          });
    }

    private @Nullable Object next() {
      Object item = items.get(place);
      place = (place + 1) % items.size();
      return item;
    }

    private @Nullable Object reset() {
      place = 0;
      return null;
    }
  }
}
