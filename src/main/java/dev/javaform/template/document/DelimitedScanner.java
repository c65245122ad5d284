package dev.javaform.template.document;

import dev.javaform.template.Delimiters;
import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scans templates with delimiters of their own. The pieces look as if they had the usual ones, so
 * that nothing behind the scanner knows of it; their offsets are those of what is within.
 */
final class DelimitedScanner implements Scanner {

  private final Delimiters delimiters;
  private final Pattern endRaw;

  DelimitedScanner(Delimiters delimiters) {
    this.delimiters = delimiters;
    this.endRaw =
        Pattern.compile(
            Pattern.quote(delimiters.blockStart())
                + "([-+]?\\s*endraw\\s*[-+]?)"
                + Pattern.quote(delimiters.blockEnd()),
            Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** One kind of piece: what it begins and ends with, in this template and usually. */
  private record Form(Piece.Kind kind, String start, String end, String opens, String closes) {

    Piece piece(String inner, int at) {
      return new Piece(kind, opens + inner + closes, at - opens.length());
    }
  }

  private List<Form> forms() {
    return List.of(
        new Form(Piece.Kind.TAG, delimiters.blockStart(), delimiters.blockEnd(), "{%", "%}"),
        new Form(
            Piece.Kind.PRINT, delimiters.variableStart(), delimiters.variableEnd(), "{{", "}}"),
        new Form(
            Piece.Kind.COMMENT, delimiters.commentStart(), delimiters.commentEnd(), "{#", "#}"));
  }

  @Override
  public List<Piece> pieces(String template) {
    List<Form> forms = forms();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (int start = 0; start < template.length(); ) {
      Optional<Form> form = beginning(forms, template, start);
      if (form.isEmpty()) {
        start++;
        continue;
      }
      plain(template, at, start, pieces);
      at = delimited(form.get(), template, start + form.get().start().length(), pieces);
      start = at;
    }
    plain(template, at, template.length(), pieces);
    return pieces;
  }

  private static void plain(String template, int from, int to, List<Piece> pieces) {
    if (from < to) {
      pieces.add(new Piece(Piece.Kind.PLAIN, template.substring(from, to), from));
    }
  }

  /** What begins here; of two that do, the longer. */
  private static Optional<Form> beginning(List<Form> forms, String template, int at) {
    return forms.stream()
        .filter(form -> template.startsWith(form.start(), at))
        .max(Comparator.comparingInt(form -> form.start().length()));
  }

  /** Adds what begins with its content at {@code from}; returns where to go on. */
  private int delimited(Form form, String template, int from, List<Piece> pieces) {
    int end =
        form.kind() == Piece.Kind.COMMENT
            ? template.indexOf(form.end(), from)
            : Braces.end(template, from, form.end());
    if (end < 0) {
      throw unclosed(form, from);
    }
    pieces.add(form.piece(template.substring(from, end), from));
    int next = end + form.end().length();
    return pieces.getLast().isTag("raw") ? raw(form, template, next, pieces) : next;
  }

  private int raw(Form form, String template, int start, List<Piece> pieces) {
    Matcher end = endRaw.matcher(template);
    if (!end.find(start)) {
      throw new ExpressionException(
          ExpressionException.Kind.SYNTAX, "The template ends before \"endraw\".", start);
    }
    pieces.add(new Piece(Piece.Kind.PLAIN, template.substring(start, end.start()), start));
    pieces.add(form.piece(end.group(1), end.start(1)));
    return end.end();
  }

  private static ExpressionException unclosed(Form form, int at) {
    return new ExpressionException(
        ExpressionException.Kind.SYNTAX,
        "\"%s\" is never closed; \"%s\" is missing.".formatted(form.start(), form.end()),
        at - form.start().length());
  }
}
