package dev.javaform.template.document;

import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import com.hubspot.jinjava.tree.parse.NoteToken;
import com.hubspot.jinjava.tree.parse.TagToken;
import com.hubspot.jinjava.tree.parse.Token;
import com.hubspot.jinjava.tree.parse.TokenScanner;
import com.hubspot.jinjava.tree.parse.UnclosedToken;
import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scans templates with tags by jinjava, which knows {@code raw} and strings within tags. */
final class JinjavaScanner implements Scanner {

  private static final JinjavaConfig CONFIG =
      JinjavaConfig.newBuilder()
          .withLegacyOverrides(
              LegacyOverrides.newBuilder().withHandleBackslashInQuotesOnly(true).build())
          .build();

  private static final Pattern END_RAW =
      Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%}", Pattern.UNICODE_CHARACTER_CLASS);

  @Override
  public List<Piece> pieces(String template) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      at = scan(template, at, pieces);
    }
    return pieces;
  }

  /**
   * Scans from {@code start} to the end, or to the first thing that jinjava reads in another way
   * than Jinja2: {@code raw}, and an expression with braces within it, {@code {{ {'a': {}} }}}.
   */
  private static int scan(String template, int start, List<Piece> pieces) {
    Iterator<Token> tokens = new TokenScanner(template.substring(start), CONFIG);
    int at = start;
    while (tokens.hasNext()) {
      Piece piece = piece(tokens.next(), at);
      int end =
          piece.kind() == Piece.Kind.PRINT ? Braces.end(template, at) : at + piece.image().length();
      pieces.add(new Piece(piece.kind(), template.substring(at, end), at));
      if (pieces.getLast().isTag("raw")) {
        return raw(template, end, pieces);
      }
      if (end != at + piece.image().length()) {
        return end;
      }
      at = end;
    }
    return at;
  }

  /** What stands up to {@code endraw}, which jinjava does not find behind a minus. */
  private static int raw(String template, int start, List<Piece> pieces) {
    Matcher end = END_RAW.matcher(template);
    if (!end.find(start)) {
      throw unclosed("The template ends before \"endraw\".", start);
    }
    pieces.add(new Piece(Piece.Kind.PLAIN, template.substring(start, end.start()), start));
    pieces.add(new Piece(Piece.Kind.TAG, end.group(), end.start()));
    return end.end();
  }

  private static Piece piece(Token token, int at) {
    String image = token.getImage();
    return switch (token) {
      case UnclosedToken _ -> throw unclosed("This is never closed.", at);
      case ExpressionToken _ -> new Piece(Piece.Kind.PRINT, image, at);
      case TagToken _ -> new Piece(Piece.Kind.TAG, image, at);
      case NoteToken _ when !image.endsWith("#}") ->
          throw unclosed("Missing end of comment: \"#}\".", at);
      case NoteToken _ -> new Piece(Piece.Kind.COMMENT, image, at);
      default -> new Piece(Piece.Kind.PLAIN, image, at);
    };
  }

  private static ExpressionException unclosed(String message, int at) {
    return new ExpressionException(ExpressionException.Kind.SYNTAX, message, at);
  }
}
