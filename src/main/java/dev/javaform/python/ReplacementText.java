package dev.javaform.python;

import com.google.common.collect.ImmutableList;
import java.util.regex.MatchResult;

/**
 * What takes the place of a match, as {@code re.sub} and {@code Match.expand} have it; a group that
 * did not match is empty.
 */
public final class ReplacementText {

  sealed interface Piece {
    record Plain(String text) implements Piece {}

    record Group(int number) implements Piece {}
  }

  private final ImmutableList<Piece> pieces;

  private ReplacementText(ImmutableList<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads a text that may refer to groups: {@code \1}, {@code \g<1>}, {@code \g<name>}.
   *
   * @throws RegexSyntaxException where it refers to what {@code regex} does not have, or has an
   *     escape that means nothing
   */
  public static ReplacementText of(String text, Regex regex) {
    return new ReplacementText(new ReplacementReader(text, regex).pieces());
  }

  /** The text for a match of the expression. */
  public String expand(MatchResult match) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(
          switch (piece) {
            case Piece.Plain(String plain) -> plain;
            case Piece.Group(int number) -> group(match, number);
          });
    }
    return text.toString();
  }

  private static String group(MatchResult match, int number) {
    String found = match.group(number);
    return found == null ? "" : found;
  }
}
