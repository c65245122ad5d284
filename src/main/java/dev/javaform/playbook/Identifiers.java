package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.util.regex.Pattern;

/**
 * What a variable may be called: as Python names its own, since templates could not name it
 * otherwise.
 */
public final class Identifiers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(
          "True",
          "False",
          "None",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private Identifiers() {}

  static boolean valid(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name);
  }

  /** Tells every key that cannot be a variable's name. */
  static void check(Yaml.Mapping vars, Diagnostics diagnostics) {
    vars.entries().forEach(entry -> check(entry.key(), diagnostics));
  }

  /** Tells every key of a file that no template can name; Ansible keeps such keys. */
  public static void warn(Yaml.Mapping vars, Diagnostics diagnostics) {
    vars.entries().stream()
        .map(Yaml.Entry::key)
        .filter(name -> !valid(name.text()))
        .forEach(name -> diagnostics.warning("Invalid variable name", detail(name), name.mark()));
  }

  private static String detail(Yaml.Scalar name) {
    return ("\"%s\" cannot be a variable's name: use letters, digits and underscores, no digit"
            + " first, and no keyword of the template language.")
        .formatted(name.text());
  }

  /** Tells where {@code name} cannot be a variable's name. */
  static void check(Yaml.Scalar name, Diagnostics diagnostics) {
    if (!valid(name.text())) {
      diagnostics.error("Invalid variable name", detail(name), name.mark());
    }
  }
}
