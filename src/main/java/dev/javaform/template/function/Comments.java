package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import java.util.Map;

/** The {@code comment} filter: text as a comment of a configuration file. */
final class Comments {

  private record Style(String beginning, String decoration, String end) {}

  private static final Map<String, Style> STYLES =
      Map.of(
          "plain", new Style("", "# ", ""),
          "erlang", new Style("", "% ", ""),
          "c", new Style("", "// ", ""),
          "cblock", new Style("/*", " * ", " */"),
          "xml", new Style("<!--", " - ", "-->"));

  private final Map<String, Object> parts;

  private Comments(Map<String, Object> parts) {
    this.parts = parts;
  }

  static String comment(String text, Bound call) {
    Style style = STYLES.get(call.text("style", "plain"));
    if (style == null) {
      throw ExpressionException.failed(
          "The comment style '%s' is not known; these are: %s.",
          call.text("style"), String.join(", ", STYLES.keySet().stream().sorted().toList()));
    }
    return new Comments(call.others()).comment(text, style);
  }

  private String comment(String text, Style style) {
    String newline = part("newline", "\n");
    String decoration = part("decoration", style.decoration());
    String beginning = part("beginning", style.beginning());
    String prefix = part("prefix", decoration.stripTrailing());
    String postfix = part("postfix", decoration.stripTrailing());
    String end = part("end", style.end());
    String body =
        (decoration + text.replace(newline, newline + decoration))
            .replace(decoration + newline, decoration.stripTrailing() + newline);
    return (beginning.isEmpty() ? "" : beginning + newline)
        + prefix(prefix, newline)
        + body
        + (newline + postfix).repeat(count("postfix_count"))
        + (end.isEmpty() ? "" : newline + end);
  }

  private String prefix(String prefix, String newline) {
    String line = prefix.isEmpty() ? "" : prefix.equals(newline) ? newline : prefix + newline;
    return line.repeat(count("prefix_count"));
  }

  private String part(String name, String fallback) {
    return parts.containsKey(name) ? Text.str(parts.get(name)) : fallback;
  }

  private int count(String name) {
    return parts.containsKey(name) ? Numbers.integer(parts.get(name)).intValue() : 1;
  }
}
