package dev.javaform.modules.controller.arguments;

import dev.javaform.python.Repr;
import dev.javaform.python.Truth;
import dev.javaform.source.Suggestion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values among which one may choose. */
final class Choices {

  private final Option option;
  private final List<?> values;

  Choices(Option option, List<?> values) {
    this.option = option;
    this.values = values;
  }

  /** What is wrong with a value, if anything. */
  Optional<Mistake> refuse(@Nullable Object value, boolean hidden) {
    return value instanceof List<?> several ? several(several, hidden) : single(value, hidden);
  }

  private Optional<Mistake> several(List<?> chosen, boolean hidden) {
    List<String> others = chosen.stream().filter(each -> !has(each)).map(Repr.PLAIN::str).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(mistake("must be one or more of: %s. Got no match for: %s", others, hidden));
  }

  private Optional<Mistake> single(@Nullable Object chosen, boolean hidden) {
    return has(chosen) || isUnderstood(chosen)
        ? Optional.empty()
        : Optional.of(
            mistake("must be one of: %s, got: %s", List.of(Repr.PLAIN.str(chosen)), hidden));
  }

  private Mistake mistake(String form, List<String> refused, boolean hidden) {
    String shown = hidden ? Option.HIDDEN : String.join(", ", refused);
    String message =
        ("value of %s " + form).formatted(option.name(), String.join(", ", words()), shown);
    return new Mistake(option.name(), message, hidden ? "" : hint(refused.getFirst()));
  }

  /** Numbers and single letters are always near to others. */
  private String hint(String word) {
    return word.matches("[-0-9.]*|.") ? "" : Suggestion.didYouMean(word, words());
  }

  private List<String> words() {
    return values.stream().map(Repr.PLAIN::str).toList();
  }

  private boolean has(@Nullable Object value) {
    return values.stream().anyMatch(choice -> equal(choice, value));
  }

  /** YAML makes truths of some words: {@code True} stands for the one choice that means yes. */
  private boolean isUnderstood(@Nullable Object value) {
    boolean truth = "True".equals(value) || "False".equals(value);
    return truth
        && values.stream()
                .filter(choice -> Truth.of(choice).equals(Optional.of("True".equals(value))))
                .count()
            == 1;
  }

  /** As Python compares: {@code 1}, {@code 1.0} and {@code True} are equal. */
  static boolean equal(@Nullable Object left, @Nullable Object right) {
    return Objects.equals(number(left), number(right));
  }

  private static @Nullable Object number(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1.0 : 0.0;
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
