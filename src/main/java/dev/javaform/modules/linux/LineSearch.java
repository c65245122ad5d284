package dev.javaform.modules.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines {@code lineinfile} means: those that an expression or a text finds, or the very line.
 *
 * @param line the line that is to be there, without a newline
 */
record LineSearch(Optional<Pattern> expression, Optional<String> part, Optional<String> line) {

  /** An expression that looks at bytes, as Ansible's does. */
  static Pattern expression(String text) {
    return PythonPattern.compile(Edit.bytes(text), 0);
  }

  /** Whether lines are looked for by anything but the line itself. */
  boolean isGiven() {
    return expression.isPresent() || part.isPresent();
  }

  /** Whether the expression or the text finds this line. */
  boolean finds(String candidate) {
    return expression.isPresent()
        ? expression.get().matcher(candidate).find()
        : part.isPresent() && candidate.contains(part.get());
  }

  /** Whether this line is the very line. */
  boolean is(String candidate) {
    return line.isPresent() && line.get().equals(Lines.bare(candidate));
  }

  /** The line with the groups that the expression finds in {@code found}. */
  String expanded(String found) {
    Matcher match = expression.orElseThrow().matcher(found);
    return match.find() ? PythonTemplate.expand(line.orElseThrow(), match) : line.orElseThrow();
  }
}
