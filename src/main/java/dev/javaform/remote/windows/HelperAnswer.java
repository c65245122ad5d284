package dev.javaform.remote.windows;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the helper answered, one result per order or question.
 *
 * @param took how long the call took
 */
record HelperAnswer(ImmutableList<Map<?, ?>> all, Duration took) {

  private static final JsonWriter JSON =
      new JsonWriter(JsonStyle.LINE.separated(",", ":"), String::valueOf);

  /**
   * The results of an answer.
   *
   * @param wanted how many there have to be
   * @throws Helper.HelperException where it is not such an answer
   */
  static HelperAnswer of(String answer, int wanted, Duration took) throws Helper.HelperException {
    ImmutableList<Map<?, ?>> all = read(answer);
    if (all.size() != wanted) {
      throw new Helper.HelperException(
          "the guest answered %d of %d questions".formatted(all.size(), wanted));
    }
    return new HelperAnswer(all, took);
  }

  private static ImmutableList<Map<?, ?>> read(String answer) throws Helper.HelperException {
    try {
      if (JsonReader.read(answer) instanceof Map<?, ?> map
          && map.get("results") instanceof List<?> results
          && results.stream().allMatch(each -> each instanceof Map<?, ?>)) {
        return results.stream()
            .<Map<?, ?>>map(each -> (Map<?, ?>) each)
            .collect(ImmutableList.toImmutableList());
      }
    } catch (JsonException e) {
      throw new Helper.HelperException("the guest's answer is not JSON: " + e.getMessage());
    }
    throw new Helper.HelperException("the guest's answer is not the helper's");
  }

  /** Whether an order was carried out. */
  boolean isDone(int index) {
    return Boolean.TRUE.equals(all.get(index).get("done"));
  }

  /** What an order left: of a program what it printed, of others their result as JSON. */
  Output ofOrder(int index) {
    Map<?, ?> result = all.get(index);
    if (result.get("output") instanceof Map<?, ?> output && output.get("rc") instanceof Long rc) {
      return new Output(
          Math.toIntExact(rc % Integer.MAX_VALUE),
          bytes(output.get("stdout")),
          bytes(output.get("stderr")),
          Boolean.TRUE.equals(output.get("truncated")),
          took);
    }
    return isDone(index) ? output(0, JSON.text(result), warnings(result)) : failed(result);
  }

  /** What a question was answered: the state as JSON, warnings beside it. */
  Output ofQuestion(int index) {
    Map<?, ?> result = all.get(index);
    return isDone(index)
        ? output(0, JSON.text(result.get("before")), warnings(result))
        : failed(result);
  }

  private Output failed(Map<?, ?> result) {
    Object error = result.get("error");
    return output(1, "", error == null ? "the guest did not come to it" : error.toString());
  }

  private static String warnings(Map<?, ?> result) {
    return result.get("warnings") instanceof List<?> warnings
        ? warnings.stream().map(String::valueOf).collect(Collectors.joining("\n"))
        : "";
  }

  private Output output(int status, String stdout, String stderr) {
    return new Output(status, bytes(stdout), bytes(stderr), false, took);
  }

  private static byte[] bytes(@Nullable Object text) {
    return text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
