package dev.javaform.python;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;

/** Shell patterns as Python's {@code fnmatch} understands them: * ? [seq] [!seq]. */
public final class Glob {

  private static final CharMatcher IN_SET = CharMatcher.anyOf("\\[]^&~|");
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'));

  private final String glob;
  private final List<StringBuilder> betweenStars = new ArrayList<>(List.of(new StringBuilder()));
  private int next;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * The regular expression that matches the same whole names.
   *
   * @throws RegexSyntaxException where a range of characters goes backwards
   */
  public static Regex compile(String glob) {
    return Regex.of(new Glob(glob).regex(), Regex.Flag.DOTALL);
  }

  private String regex() {
    while (next < glob.length()) {
      char letter = glob.charAt(next++);
      switch (letter) {
        case '*' -> betweenStars.add(new StringBuilder());
        case '?' -> here().append('.');
        case '[' -> characters();
        default -> literal(letter);
      }
    }
    return joined();
  }

  private StringBuilder here() {
    return betweenStars.getLast();
  }

  /** What follows a star is taken where it is found first, and not looked for again. */
  private String joined() {
    StringBuilder regex = new StringBuilder(betweenStars.getFirst());
    int last = betweenStars.size() - 1;
    for (StringBuilder fixed : betweenStars.subList(1, Math.max(1, last))) {
      regex.append(fixed.isEmpty() ? "" : "(?>.*?" + fixed + ")");
    }
    return regex.append(last > 0 ? ".*" + here() : "").append("\\Z").toString();
  }

  private void literal(char letter) {
    here().append(PLAIN.matches(letter) || letter >= 0x80 ? "" : "\\").append(letter);
  }

  /** A class of characters, or a bracket that stands for itself because none closes it. */
  private void characters() {
    boolean negated = glob.startsWith("!", next);
    int begin = negated ? next + 1 : next;
    int close = glob.indexOf(']', begin + 1);
    if (close < 0) {
      literal('[');
      return;
    }
    here().append(negated ? "[^" : "[");
    for (char letter : glob.substring(begin, close).toCharArray()) {
      here().append(IN_SET.matches(letter) ? "\\" : "").append(letter);
    }
    here().append(']');
    next = close + 1;
  }
}
