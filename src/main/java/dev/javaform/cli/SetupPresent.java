package dev.javaform.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The answers that variables give already.
 *
 * @param variables the value of a variable, where it has one
 */
record SetupPresent(Function<String, Optional<Object>> variables) {

  /** The answer to the question of a key. */
  Optional<String> answer(String key) {
    return switch (key) {
      case SetupQuestions.GPU, SetupQuestions.USB -> device(key);
      case SetupQuestions.MITIGATIONS ->
          variables
              .apply("kernel_arguments_accept")
              .map(value -> either(value instanceof List<?> all && all.contains(key)));
      case SetupQuestions.SPOOF ->
          variables.apply("guest_hide_hypervisor").map(SetupPresent::either);
      case SetupQuestions.PRODUCT_KEY ->
          variables.apply(key).map(value -> either(!value.toString().isEmpty()));
      case SetupQuestions.UNITS -> variables.apply(key).map(SetupPresent::list);
      case SetupQuestions.INSTALL, SetupQuestions.UNPROTECTED ->
          variables.apply(key).map(SetupPresent::either);
      default -> variables.apply(key).map(String::valueOf);
    };
  }

  /** All of them, for these questions. */
  ImmutableMap<String, String> answers(List<SetupQuestion> questions) {
    Map<String, String> answers = new LinkedHashMap<>();
    questions.forEach(
        each -> answer(each.key()).ifPresent(answer -> answers.put(each.key(), answer)));
    return ImmutableMap.copyOf(answers);
  }

  private Optional<String> device(String role) {
    return variables
        .apply("passthrough_devices")
        .filter(value -> value instanceof List<?>)
        .map(
            _ ->
                devices()
                    .filter(each -> role.equals(each.get("role")))
                    .map(each -> String.valueOf(each.get("address")))
                    .findFirst()
                    .orElse(SetupQuestions.NONE));
  }

  /** The devices that nobody is asked for. */
  ImmutableList<Map<String, Object>> others() {
    ImmutableList<Map<String, Object>> all = devices().collect(toImmutableList());
    Optional<String> gpu = device(SetupQuestions.GPU);
    Optional<String> usb = device(SetupQuestions.USB);
    return all.stream()
        .filter(each -> !Optional.of(String.valueOf(each.get("address"))).equals(gpu))
        .filter(each -> !Optional.of(String.valueOf(each.get("address"))).equals(usb))
        .collect(toImmutableList());
  }

  private Stream<Map<String, Object>> devices() {
    return variables.apply("passthrough_devices").stream()
        .filter(List.class::isInstance)
        .flatMap(value -> ((List<?>) value).stream())
        .filter(Map.class::isInstance)
        .map(each -> device((Map<?, ?>) each));
  }

  private static Map<String, Object> device(Map<?, ?> written) {
    Map<String, Object> device = new LinkedHashMap<>();
    written.forEach((key, value) -> device.put(String.valueOf(key), String.valueOf(value)));
    return device;
  }

  private static String either(Object value) {
    boolean yes =
        List.of("true", "yes", "on", "1").contains(value.toString().toLowerCase(Locale.ROOT));
    return yes ? SetupQuestion.YES : SetupQuestion.NO;
  }

  private static String list(Object value) {
    return value instanceof List<?> all
        ? String.join(", ", all.stream().map(String::valueOf).toList())
        : value.toString();
  }
}
