package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits {@code -o "A b" -J 'c'} at blanks outside quotes, quotes dropped, as a shell would. */
final class Words {

  private static final Pattern WORD =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|\\\\.|[^\\s\"'\\\\])+");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|\\\\(.)");

  private Words() {}

  static ImmutableList<String> split(String text) {
    return WORD.matcher(text)
        .results()
        .map(word -> unquote(word.group()))
        .collect(ImmutableList.toImmutableList());
  }

  private static String unquote(String word) {
    return QUOTED.matcher(word).replaceAll(quoted -> Matcher.quoteReplacement(content(quoted)));
  }

  private static String content(java.util.regex.MatchResult quoted) {
    if (quoted.group(1) != null) {
      return quoted.group(1).replaceAll("\\\\(.)", "$1");
    }
    return quoted.group(2) != null ? quoted.group(2) : quoted.group(3);
  }
}
