package dev.javaform.module;

import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A script's text with {@code {}} where arguments come; without arguments it is as it stands.
 *
 * @param quote makes a text into one word of the shell's language
 */
@SuppressWarnings("ArrayRecordComponent") // a caller's varargs; never compared
record Holes(String text, Object[] arguments, UnaryOperator<String> quote) {

  private static final Pattern HOLE = Pattern.compile("\\{}");

  /** The text for the shell. */
  String filled() {
    return fill(false);
  }

  /** The same with every secret as {@code ***}. */
  String shown() {
    return fill(true);
  }

  private String fill(boolean forShow) {
    if (arguments.length == 0) {
      return text;
    }
    int[] next = {0};
    String filled =
        HOLE.matcher(text)
            .replaceAll(
                _ -> {
                  if (next[0] == arguments.length) {
                    throw new IllegalArgumentException("too few arguments for: " + text);
                  }
                  return Matcher.quoteReplacement(word(arguments[next[0]++], forShow));
                });
    if (next[0] != arguments.length) {
      throw new IllegalArgumentException("too many arguments for: " + text);
    }
    return filled;
  }

  private String word(Object argument, boolean forShow) {
    return switch (argument) {
      case Collection<?> words ->
          words.stream().map(each -> word(each, forShow)).collect(Collectors.joining(" "));
      case Secret secret -> forShow ? "***" : quote.apply(secret.reveal());
      default -> quote.apply(argument.toString());
    };
  }
}
