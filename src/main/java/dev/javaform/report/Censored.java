package dev.javaform.report;

import java.util.Map;

/** What stands in the place of values under {@code no_log}. */
final class Censored {

  static final Map<String, Object> VALUES =
      Map.of(
          "censored",
          "the output has been hidden due to the fact that 'no_log: true' was specified for this"
              + " result");

  private Censored() {}
}
