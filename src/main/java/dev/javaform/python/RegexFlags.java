package dev.javaform.python;

import com.google.common.base.CharMatcher;
import dev.javaform.python.Regex.Flag;
import java.util.Set;

/**
 * Which of an expression's flags the translation itself has to heed at a place.
 *
 * @param multiline whether {@code ^} and {@code $} match at every line
 * @param verbose whether blanks and comments are left out
 * @param unicode whether letters are those of all languages
 */
record RegexFlags(boolean multiline, boolean verbose, boolean unicode) {

  private static final CharMatcher JAVA = CharMatcher.anyOf("is");

  static RegexFlags of(Set<Flag> flags) {
    return new RegexFlags(flags.contains(Flag.MULTILINE), false, !flags.contains(Flag.BYTES));
  }

  /** These with some switched on and others off, by their letters. */
  RegexFlags with(String on, String off) {
    return new RegexFlags(
        contains(multiline, 'm', on, off),
        contains(verbose, 'x', on, off),
        contains(unicode, 'u', on, on.contains("a") ? "u" : ""));
  }

  private static boolean contains(boolean now, char letter, String on, String off) {
    return (now || on.indexOf(letter) >= 0) && off.indexOf(letter) < 0;
  }

  /** What Java has to be told of them: nothing, or letters such as {@code i-s}. */
  static String forJava(String on, String off) {
    String less = JAVA.retainFrom(off) + (on.contains("a") ? "uU" : "");
    return JAVA.retainFrom(on) + (less.isEmpty() ? "" : "-" + less);
  }
}
