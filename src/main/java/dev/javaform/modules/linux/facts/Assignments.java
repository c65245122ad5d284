package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import java.util.List;

/** Lines of the form {@code NAME=value}, {@code NAME="value"} or {@code NAME='value'}. */
final class Assignments {

  private Assignments() {}

  /** The values by name, without their quotes; other lines are passed over. */
  static ImmutableMap<String, String> of(List<String> lines) {
    var values = ImmutableMap.<String, String>builder();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    return values.buildKeepingLast();
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && ((value.startsWith("\"") && value.endsWith("\""))
                || (value.startsWith("'") && value.endsWith("'")));
    return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
  }
}
