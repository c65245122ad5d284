package dev.javaform.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as environment and ansible.cfg have them. */
final class ConfigPaths {

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

  private ConfigPaths() {}

  /** The text with {@code ~} and variables filled in, where they are known. */
  static String expand(String text, Map<String, String> environment, Path home) {
    String path = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
    return VARIABLE
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, environment)));
  }

  private static String value(MatchResult found, Map<String, String> environment) {
    String name = Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2));
    return environment.getOrDefault(name, found.group());
  }
}
