package dev.javaform.modules.linux.text;

import dev.javaform.module.ModuleFailure;
import dev.javaform.python.Regex;
import dev.javaform.python.RegexSyntaxException;
import dev.javaform.python.ReplacementText;
import java.util.Optional;

/**
 * Which lines {@code lineinfile} means: those that an expression or a text finds, or the very line.
 *
 * @param line the line that is to be there, without a newline
 */
record LineSearch(Optional<Regex> expression, Optional<String> part, Optional<String> line) {

  /** An expression that looks at bytes, as Ansible's does. */
  static Regex expression(String text) {
    return Regex.of(Edit.bytes(text), Regex.Flag.BYTES);
  }

  /** Whether lines are looked for by anything but the line itself. */
  boolean isGiven() {
    return expression.isPresent() || part.isPresent();
  }

  /** Whether the expression or the text finds this line. */
  boolean finds(String candidate) {
    return expression.isPresent()
        ? expression.get().finds(candidate)
        : part.isPresent() && candidate.contains(part.get());
  }

  /** Whether this line is the very line. */
  boolean is(String candidate) {
    return line.isPresent() && line.get().equals(Lines.bare(candidate));
  }

  private ReplacementText replacement(String template) {
    try {
      return ReplacementText.of(template, expression.orElseThrow());
    } catch (RegexSyntaxException e) {
      throw new ModuleFailure(e.getMessage());
    }
  }

  /** The line with the groups that the expression finds in {@code found}. */
  String expanded(String found) {
    String template = line.orElseThrow();
    ReplacementText replacement = replacement(template);
    return expression
        .orElseThrow()
        .match(found, match -> match.find() ? replacement.expand(match) : template);
  }
}
