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

  static boolean matches(String pattern, String text) {
    return matches(pattern, 0, text, 0);
  }

  private static boolean matches(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char c = pattern.charAt(p);
    if (c == '*') {
      return matches(pattern, p + 1, text, t)
          || t < text.length() && matches(pattern, p, text, t + 1);
    }
    return t < text.length()
        && (c == '?' || lower(c) == lower(text.charAt(t)))
        && matches(pattern, p + 1, text, t + 1);
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }
}
