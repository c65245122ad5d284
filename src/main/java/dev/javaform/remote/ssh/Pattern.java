package dev.javaform.remote.ssh;

import java.util.List;

/**
 * Patterns of ssh_config(5): {@code *}, {@code ?}, and {@code !} before one that must not match.
 */
final class Pattern {
  private Pattern() {}

  /** Whether one of the patterns matches and no negated one does. */
  static boolean any(List<String> patterns, String text) {
    boolean found = false;
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      boolean matches = matches(negated ? pattern.substring(1) : pattern, text);
      if (negated && matches) {
        return false;
      }
      found |= matches;
    }
    return found;
  }

  /** A star that did not fit takes one letter more: never more steps than letters times stars. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int taken = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        taken = t;
      } else if (p < pattern.length() && isSame(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++taken;
      } else {
        return false;
      }
    }
    return pattern.chars().skip(p).allMatch(letter -> letter == '*');
  }

  private static boolean isSame(char wanted, char letter) {
    return wanted == '?' || lower(wanted) == lower(letter);
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }
}
