package dev.javaform.modules.controller.arguments;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.Repr;
import dev.javaform.source.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds arguments against a specification, as Ansible does: types with its conversions, choices,
 * what is required, and the same for mappings in mappings and lists. Messages and their order are
 * Ansible's.
 *
 * <p>Source: Ansible 2.14, {@code ArgumentSpecValidator} and what it calls.
 */
public final class ArgumentValidation {

  private final List<Mistake> mistakes = new ArrayList<>();

  /** What is not known, by its whole name, and what is known there. */
  private final Map<String, Mistake> unknown = new TreeMap<>();

  private ArgumentValidation() {}

  /**
   * Where options stand.
   *
   * @param path the options around them, outermost first
   * @param hidden whether one of those must not be shown
   */
  private record Level(ImmutableList<String> path, boolean hidden) {

    static final Level TOP = new Level(ImmutableList.of(), false);

    Level in(Option option) {
      return new Level(
          ImmutableList.<String>builder().addAll(path).add(option.name()).build(), hides(option));
    }

    boolean hides(Option option) {
      return hidden || option.isHidden();
    }

    /** The outermost option, which is that of a name where nothing is around it. */
    String outermost(String name) {
      return path.isEmpty() ? name : path.getFirst();
    }

    String found(String form) {
      return path.isEmpty() ? "" : form.formatted(String.join(" -> ", path));
    }
  }

  /**
   * All that is wrong.
   *
   * @throws IllegalArgumentException where the specification itself cannot be read
   */
  public static ImmutableList<Mistake> of(
      Map<String, Object> specification, Map<String, Object> arguments) {
    ArgumentValidation validation = new ArgumentValidation();
    validation.level(Level.TOP, Optional.empty(), specification, Option.named(arguments));
    validation.unknown.values().stream().limit(1).forEach(validation::tellUnknown);
    return ImmutableList.copyOf(validation.mistakes);
  }

  private void tellUnknown(Mistake first) {
    String names = String.join(", ", unknown.keySet());
    mistakes.add(new Mistake(first.option(), names + first.message(), first.hint()));
  }

  private void level(
      Level level, Optional<Option> around, Map<?, ?> specification, Map<String, Object> given) {
    List<Option> options = Option.all(specification);
    aliases(level, options, given);
    options.stream().flatMap(option -> noMapping(option, given)).limit(1).forEach(mistakes::add);
    unknown(level, options, given);
    Optional<Rules> rules = around.map(option -> new Rules(option, given));
    rules.flatMap(Rules::exclusive).ifPresent(each -> ofRule(level, each));
    presets(options, given);
    missing(level, options, given);
    options.forEach(option -> type(level, option, given));
    options.forEach(option -> choice(level, option, given));
    rules.stream().flatMap(Rules::others).forEach(each -> ofRule(level, each));
    options.forEach(option -> inner(level, option, given));
  }

  private void add(Level level, String option, String message, String hint) {
    mistakes.add(new Mistake(level.outermost(option), message, hint));
  }

  private void ofRule(Level level, String message) {
    add(level, "", message + level.found(" found in %s"), "");
  }

  private void aliases(Level level, List<Option> options, Map<String, Object> given) {
    for (Option option : options) {
      if (option.preset() != null && option.isRequired()) {
        String form = "internal error: required and default are mutually exclusive for %s";
        add(level, option.name(), form.formatted(option.name()), "");
      }
      if (option.aliases().isEmpty()) {
        add(level, option.name(), "internal error: aliases must be a list or tuple", "");
      }
      names(option)
          .filter(given::containsKey)
          .forEach(it -> given.put(option.name(), given.get(it)));
    }
  }

  private static Stream<String> names(Option option) {
    return option.aliases().stream().flatMap(List::stream).map(Repr.PLAIN::str);
  }

  /** What ought to be a mapping, or mappings, and cannot be read as such. */
  private static Stream<Mistake> noMapping(Option option, Map<String, Object> given) {
    Object value = given.get(option.name());
    if (option.inner().isEmpty() || value == null) {
      return Stream.of();
    }
    List<?> all = value instanceof List<?> several ? several : List.of(value);
    return all.stream()
        .filter(each -> !(each instanceof Map))
        .flatMap(each -> noMapping(option, each).stream());
  }

  private static Optional<Mistake> noMapping(Option option, @Nullable Object value) {
    if (!(value instanceof String text)) {
      String shown = option.isHidden() ? Option.HIDDEN : Repr.PLAIN.str(value);
      String message =
          "Value '%s' in the sub parameter field '%s' must by a %s, not '%s'"
              .formatted(shown, option.name(), option.type(), Types.name(value));
      return Optional.of(new Mistake(option.name(), message, ""));
    }
    try {
      Types.dict(text);
      return Optional.empty();
    } catch (Unfit e) {
      String message = "Failed to convert \"%s\": %s".formatted(option.name(), e.getMessage());
      return Optional.of(new Mistake(option.name(), message, ""));
    }
  }

  private void unknown(Level level, List<Option> options, Map<String, Object> given) {
    List<String> known = options.stream().map(Option::name).sorted().toList();
    List<String> aliases = options.stream().flatMap(ArgumentValidation::names).sorted().toList();
    String others = aliases.isEmpty() ? "" : " (%s)".formatted(String.join(", ", aliases));
    String supported =
        ". Supported parameters include: %s%s.".formatted(String.join(", ", known), others);
    for (String name : given.keySet()) {
      if (!known.contains(name) && !aliases.contains(name)) {
        String whole =
            String.join(".", Stream.concat(level.path().stream(), Stream.of(name)).toList());
        String hint = Suggestion.didYouMean(name, known);
        unknown.put(whole, new Mistake(level.outermost(name), supported, hint));
      }
    }
  }

  private static void presets(List<Option> options, Map<String, Object> given) {
    for (Option option : options) {
      Object preset = option.preset();
      if (preset != null) {
        given.putIfAbsent(option.name(), preset);
      }
    }
  }

  private void missing(Level level, List<Option> options, Map<String, Object> given) {
    List<String> missing =
        options.stream()
            .filter(Option::isRequired)
            .map(Option::name)
            .filter(name -> !given.containsKey(name))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      String message = "missing required arguments: " + String.join(", ", missing);
      add(level, "", message + level.found(" found in %s"), "");
    }
  }

  private void type(Level level, Option option, Map<String, Object> given) {
    Object value = given.get(option.name());
    if (value == null) {
      return;
    }
    try {
      Object converted = Types.convert(option.type(), value, level.hides(option));
      given.put(option.name(), converted);
      option
          .elements()
          .ifPresent(it -> given.put(option.name(), elements(level, option, it, converted)));
    } catch (Unfit e) {
      unfit(
          level,
          option,
          "argument '%s' is of type <class '%s'>%s and we were unable to convert to %s: %s"
              .formatted(
                  option.name(),
                  Types.name(value),
                  level.found(" found in '%s'."),
                  option.type(),
                  e.getMessage()),
          option.type());
    }
  }

  private void unfit(Level level, Option option, String message, String type) {
    String hint = Types.names().contains(type) ? "" : Suggestion.didYouMean(type, Types.names());
    add(level, option.name(), message, hint);
  }

  private Object elements(Level level, Option option, String type, Object value) {
    if (!option.type().equals("list") || !(value instanceof List<?> items)) {
      String message =
          "Invalid type %s for option '%s'%s, elements value check is supported only with 'list' type"
              .formatted(
                  option.type(),
                  level.hides(option) ? Option.HIDDEN : Repr.PLAIN.str(value),
                  level.found(" found in '%s'."));
      add(level, option.name(), message, "");
      return value;
    }
    List<Object> fitting = new ArrayList<>();
    items.forEach(item -> element(level, option, type, item).ifPresent(fitting::add));
    return fitting;
  }

  private Optional<Object> element(
      Level level, Option option, String type, @Nullable Object value) {
    try {
      if (value == null) {
        throw new Unfit("<class 'NoneType'> is none");
      }
      return Optional.of(Types.convert(type, value, level.hides(option)));
    } catch (Unfit e) {
      unfit(
          level,
          option,
          "Elements value for option '%s'%s is of type <class '%s'> and we were unable to convert to %s: %s"
              .formatted(
                  option.name(),
                  level.found(" found in '%s'"),
                  Types.name(value),
                  type,
                  e.getMessage()),
          type);
      return Optional.empty();
    }
  }

  private void choice(Level level, Option option, Map<String, Object> given) {
    if (option.choices() == null) {
      return;
    }
    if (!(option.choices() instanceof List<?> values)) {
      String message =
          "internal error: choices for argument %s are not iterable: %s"
              .formatted(option.name(), Repr.PLAIN.str(option.choices()));
      add(level, option.name(), message + level.found(" found in %s"), "");
    } else if (given.containsKey(option.name())) {
      new Choices(option, values)
          .refuse(given.get(option.name()), level.hides(option))
          .ifPresent(
              it ->
                  add(level, option.name(), it.message() + level.found(" found in %s"), it.hint()));
    }
  }

  /** The options of a mapping, or of each mapping of a list. */
  private void inner(Level level, Option option, Map<String, Object> given) {
    if (option.inner().isEmpty()) {
      return;
    }
    Object value =
        Optional.ofNullable(given.get(option.name()))
            .orElse(option.appliesDefaults() ? new LinkedHashMap<>() : List.of());
    List<?> all = value instanceof List<?> several ? several : List.of(value);
    for (Object each : all) {
      if (each instanceof Map<?, ?> mapping) {
        level(level.in(option), Optional.of(option), option.inner().get(), Option.named(mapping));
      } else {
        String message = "value of '%s' must be of type dict or list of dicts";
        add(level, option.name(), message.formatted(option.name()), "");
      }
    }
  }
}
