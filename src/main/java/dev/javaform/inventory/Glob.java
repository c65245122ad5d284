package dev.javaform.inventory;

import java.util.regex.Pattern;

/** Shell patterns as Python's {@code fnmatch} understands them: * ? [seq] [!seq]. */
public final class Glob {

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int next;

  private Glob(String glob) {
    this.glob = glob;
  }

  /** The regular expression that matches the same whole names. */
  public static Pattern compile(String glob) {
    return Pattern.compile(new Glob(glob).regex(), Pattern.DOTALL);
  }

  private String regex() {
    while (next < glob.length()) {
      char c = glob.charAt(next++);
      switch (c) {
        case '*' -> anything();
        case '?' -> regex.append('.');
        case '[' -> characters();
        default -> literal(c);
      }
    }
    return regex.append("\\z").toString();
  }

  /** Stars in a row are one star: else a name that does not match takes for ever to refuse. */
  private void anything() {
    regex.append(".*");
    while (glob.startsWith("*", next)) {
      next++;
    }
  }

  private void literal(char c) {
    regex.append(Pattern.quote(String.valueOf(c)));
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
    regex.append(negated ? "[^" : "[");
    glob.substring(begin, close).chars().forEach(c -> member((char) c));
    regex.append(']');
    next = close + 1;
  }

  private void member(char c) {
    if ("\\[]^&".indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
