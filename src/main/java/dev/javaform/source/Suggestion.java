package dev.javaform.source;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the word that was probably meant. */
public final class Suggestion {

  /** No word that is meant is longer. */
  private static final int LONGEST = 100;

  /** Shorter words differ by a letter, and mean something else. */
  private static final int SHORTEST = 3;

  private static final int LONG = 8;
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final Splitter PARTS = Splitter.on(CharMatcher.anyOf("_.-"));

  private Suggestion() {}

  /**
   * The known word nearest to {@code word} by edit distance, where it is near enough to be meant:
   * at most two letters in five differ.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return nearest(word, Math.max(1, word.length() * 2 / 5), known);
  }

  private static Optional<String> nearest(String word, int limit, Collection<String> known) {
    return known.stream()
        .filter(candidate -> Math.abs(word.length() - candidate.length()) <= limit)
        .filter(candidate -> word.length() <= LONGEST && candidate.length() <= LONGEST)
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The known word of which {@code word} is surely a misspelling: one letter differs, of eight or
   * more letters two. What differs in its digits or in a counting letter (node_a, node_b) was
   * chosen so. A beginning that all of {@code known} share is no help and does not count.
   *
   * @param prefix that beginning
   */
  public static Optional<String> misspelt(String word, String prefix, Collection<String> known) {
    int length = word.length() - (word.startsWith(prefix) ? prefix.length() : 0);
    int limit = length < SHORTEST ? 0 : length < LONG ? 1 : 2;
    return nearest(word, limit, known).filter(candidate -> !isSibling(word, candidate));
  }

  private static boolean isSibling(String word, String other) {
    List<String> words = PARTS.splitToList(word);
    List<String> others = PARTS.splitToList(other);
    return DIGITS.removeFrom(word).equals(DIGITS.removeFrom(other))
        || (words.size() == others.size()
            && !words.equals(others)
            && IntStream.range(0, words.size()).allMatch(i -> isSame(words.get(i), others.get(i))));
  }

  private static boolean isSame(String part, String other) {
    return part.equals(other) || (part.length() <= 2 && part.length() == other.length());
  }

  /** {@code Did you mean "present"?} with a leading blank, or nothing. */
  public static String didYouMean(String word, Collection<String> known) {
    return nearest(word, known).map(" Did you mean \"%s\"?"::formatted).orElse("");
  }

  /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = cell(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cell(int[][] cost, String from, String to, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
