package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.python.TextLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the programs of a task printed, as {@code register} gets it. */
public final class Printed {

  /** The names of the values. */
  public static final ImmutableList<String> NAMES =
      ImmutableList.of("stdout", "stderr", "stdout_lines", "stderr_lines");

  /** The same, for the manual. */
  public static final String RETURNS =
      """
      stdout: What the programs printed.
      stderr: What they printed on standard error.
      stdout_lines: The lines of stdout.
      stderr_lines: The lines of stderr.""";

  private Printed() {}

  /** All that was printed; a channel on which nothing was is left out. */
  public static Map<String, Object> anything(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    add(values, "stdout", joined(outputs, Output::stdout));
    add(values, "stderr", joined(outputs, Output::stderr));
    return values;
  }

  /** All that was printed, be it nothing. */
  public static Map<String, Object> all(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "stdout", joined(outputs, Output::stdout));
    put(values, "stderr", joined(outputs, Output::stderr));
    return values;
  }

  private static void add(Map<String, Object> values, String name, String text) {
    if (!text.isEmpty()) {
      put(values, name, text);
    }
  }

  private static void put(Map<String, Object> values, String name, String text) {
    values.put(name, text);
    values.put(name + "_lines", TextLines.of(text));
  }

  private static String joined(List<Output> outputs, Function<Output, String> channel) {
    return outputs.stream().map(channel).collect(Collectors.joining());
  }
}
