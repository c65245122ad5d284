package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GRUB's environment block: a file of 1024 bytes with assignments, padded with {@code #}. */
record EnvironmentBlock(ImmutableMap<String, String> variables) {

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  static EnvironmentBlock parse(String text) {
    var variables = ImmutableMap.<String, String>builder();
    text.lines()
        .map(ASSIGNMENT::matcher)
        .filter(Matcher::matches)
        .forEach(found -> variables.put(found.group(1), found.group(2).replace("\\\\", "\\")));
    return new EnvironmentBlock(variables.buildKeepingLast());
  }

  /** A variable's value; empty where it is not set or has no letters. */
  Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
