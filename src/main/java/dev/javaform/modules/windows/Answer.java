package dev.javaform.modules.windows;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state that the helper in a guest told: a JSON object. What is missing or null is empty, and
 * what is of another kind is no answer.
 *
 * @param values as JSON has them: null, Boolean, Long, Double, String, lists and maps
 */
public record Answer(Map<?, ?> values) {

  /**
   * The answer in an output.
   *
   * @throws ModuleFailure where the helper says why there is none, or it is no JSON object
   */
  public static Answer of(Output output) {
    if (!output.isSuccess()) {
      throw new ModuleFailure(output.stderr().strip());
    }
    try {
      if (JsonReader.read(output.stdout()) instanceof Map<?, ?> values) {
        return new Answer(values);
      }
    } catch (JsonException e) {
      throw new ModuleFailure("the guest's answer is not JSON: " + e.getMessage());
    }
    throw new ModuleFailure("the guest's answer is not a JSON object");
  }

  /** What the last order that was carried out told; empty where it failed. */
  public static Optional<Answer> last(List<Output> outputs) {
    return outputs.isEmpty() || !outputs.getLast().isSuccess()
        ? Optional.empty()
        : Optional.of(of(outputs.getLast()));
  }

  /** A text; numbers are their digits. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf);
  }

  /** A text, empty where there is none. */
  public String words(String name) {
    return text(name).orElse("");
  }

  /** Whether it is true; missing is false. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** A whole number. */
  public Optional<Long> number(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Long number -> Optional.of(number);
      default -> throw unfit(name, "a whole number");
    };
  }

  /** A list of texts; a single one, as PowerShell likes to make of a list, is one of one. */
  public ImmutableList<String> texts(String name) {
    return switch (values.get(name)) {
      case null -> ImmutableList.of();
      case List<?> list ->
          list.stream().map(String::valueOf).collect(ImmutableList.toImmutableList());
      case String one -> ImmutableList.of(one);
      default -> throw unfit(name, "a list");
    };
  }

  /** An object. */
  public Optional<Answer> part(String name) {
    return parts(name).stream().findFirst();
  }

  /** A list of objects. */
  public ImmutableList<Answer> parts(String name) {
    return switch (values.get(name)) {
      case null -> ImmutableList.of();
      case Map<?, ?> one -> ImmutableList.of(new Answer(one));
      case List<?> list ->
          list.stream().map(each -> part(name, each)).collect(ImmutableList.toImmutableList());
      default -> throw unfit(name, "a list");
    };
  }

  private static Answer part(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Answer(map);
    }
    throw unfit(name, "a list of objects");
  }

  private static ModuleFailure unfit(String name, String wanted) {
    return new ModuleFailure(
        "the guest's answer has something else where %s is to be %s".formatted(name, wanted));
  }
}
