package dev.javaform.template.document;

import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;

/** Scans what most strings of a playbook are: text, {@code {{ }}} and comments, but no tags. */
final class PrintScanner implements Scanner {

  @Override
  public List<Piece> pieces(String template) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      int next = opening(template, at);
      if (next > at) {
        pieces.add(new Piece(Piece.Kind.PLAIN, template.substring(at, next), at));
      }
      if (next < template.length()) {
        pieces.add(delimited(template, next));
      }
      at = next < template.length() ? next + pieces.getLast().image().length() : next;
    }
    return pieces;
  }

  private static int opening(String template, int from) {
    int print = template.indexOf("{{", from);
    int comment = template.indexOf("{#", from);
    int first = print < 0 || comment >= 0 && comment < print ? comment : print;
    return first < 0 ? template.length() : first;
  }

  private static Piece delimited(String template, int at) {
    if (template.charAt(at + 1) == '{') {
      return new Piece(Piece.Kind.PRINT, template.substring(at, Braces.end(template, at)), at);
    }
    int end = template.indexOf("#}", at);
    if (end < 0) {
      throw new ExpressionException(
          ExpressionException.Kind.SYNTAX, "Missing end of comment: \"#}\".", at);
    }
    return new Piece(Piece.Kind.COMMENT, template.substring(at, end + 2), at);
  }
}
