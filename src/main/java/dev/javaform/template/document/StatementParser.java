package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.Backslashes;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.TagReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the tree of statements from a template's pieces. */
final class StatementParser {

  /** How many tags may stand open within each other. */
  private static final int DEEPEST = 100;

  private final List<Piece> pieces;
  private final Backslashes escapes;
  private final TagParser tags = new TagParser(this);
  private int position;
  private int depth;
  private String stoppedBy = "";
  private TagReader stopped = new TagReader("", 0, Backslashes.RESOLVED);

  /**
   * @param escapes what backslashes mean in {@code {{ }}}
   */
  StatementParser(List<Piece> pieces, Backslashes escapes) {
    this.pieces = pieces;
    this.escapes = escapes;
  }

  ImmutableList<Statement> all() {
    return until(Set.of(), 0);
  }

  /** The statements up to one of the tags {@code ends}, which is read; see {@link #stoppedBy}. */
  ImmutableList<Statement> until(Set<String> ends, int openedAt) {
    if (++depth > DEEPEST) {
      throw syntax("More than %d tags are nested here.".formatted(DEEPEST), openedAt);
    }
    ImmutableList<Statement> body = body(ends, openedAt);
    depth--;
    return body;
  }

  private ImmutableList<Statement> body(Set<String> ends, int openedAt) {
    ImmutableList.Builder<Statement> body = ImmutableList.builder();
    while (position < pieces.size()) {
      Piece piece = pieces.get(position++);
      if (piece.kind() == Piece.Kind.TAG && stops(piece, ends)) {
        return body.build();
      }
      statement(piece).ifPresent(body::add);
    }
    if (!ends.isEmpty()) {
      throw syntax("The template ends before \"%s\".".formatted(endTag(ends)), openedAt);
    }
    return body.build();
  }

  private static String endTag(Set<String> ends) {
    return ends.stream().filter(end -> end.startsWith("end")).findFirst().orElseThrow();
  }

  private boolean stops(Piece piece, Set<String> ends) {
    TagReader reader = reader(piece);
    int at = reader.at();
    String name = reader.name();
    if (ends.contains(name)) {
      stoppedBy = name;
      stopped = reader;
      finish(name, reader);
      return true;
    }
    if (name.startsWith("end") || name.equals("else") || name.equals("elif")) {
      throw syntax(unexpected(name, ends), at);
    }
    return false;
  }

  /** Only {@code elif} has more to say; {@code endblock} may name its block. */
  private static void finish(String name, TagReader reader) {
    if (name.equals("endblock") && !reader.atEnd()) {
      reader.name();
    }
    if (!name.equals("elif")) {
      reader.end();
    }
  }

  private static String unexpected(String name, Set<String> ends) {
    return ends.isEmpty()
        ? "Encountered \"%s\", but nothing is open here.".formatted(name)
        : "Encountered \"%s\" where \"%s\" is expected.".formatted(name, endTag(ends));
  }

  /** The tag that ended the last body. */
  String stoppedBy() {
    return stoppedBy;
  }

  /** What else stands in the tag that ended the last body. */
  TagReader stopped() {
    return stopped;
  }

  private Optional<Statement> statement(Piece piece) {
    return switch (piece.kind()) {
      case COMMENT -> Optional.empty();
      case PLAIN ->
          piece.image().isEmpty()
              ? Optional.empty()
              : Optional.of(new Statement.Plain(piece.image()));
      case PRINT -> Optional.of(new Statement.Print(printed(piece)));
      case TAG -> tag(piece);
    };
  }

  private Expression printed(Piece piece) {
    TagReader reader = new TagReader(piece.content(), piece.contentAt(), escapes);
    Expression expression = reader.tuple();
    reader.end();
    return expression;
  }

  private Optional<Statement> tag(Piece piece) {
    TagReader reader = reader(piece);
    int at = reader.at();
    String name = reader.name();
    return name.equals("raw") ? Optional.of(raw()) : Optional.of(tags.statement(name, reader, at));
  }

  private Statement raw() {
    StringBuilder text = new StringBuilder();
    int openedAt = pieces.get(position - 1).at();
    while (position < pieces.size()) {
      Piece piece = pieces.get(position++);
      if (piece.isTag("endraw")) {
        return new Statement.Plain(text.toString());
      }
      text.append(piece.image());
    }
    throw syntax("The template ends before \"endraw\".", openedAt);
  }

  private static TagReader reader(Piece piece) {
    return new TagReader(piece.content(), piece.contentAt(), Backslashes.RESOLVED);
  }

  static ExpressionException syntax(String message, int at) {
    return new ExpressionException(ExpressionException.Kind.SYNTAX, message, at);
  }
}
