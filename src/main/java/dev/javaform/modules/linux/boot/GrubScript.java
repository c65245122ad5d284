package dev.javaform.modules.linux.boot;

import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * What GRUB's own script language does to the arguments of a command (GRUB manual, Shell-like
 * scripting; grub-core/script/yylex.l): it takes quotes and backslashes away, and a few characters
 * end the command.
 */
final class GrubScript {

  /** Outside quotes they end the command, or are no part of any; so does # before a word. */
  private static final String ENDING = "\n;|&<>{}";

  private static final String ESCAPED = ENDING + "$";

  /** GRUB hands these on with a backslash before them (grub-core/lib/cmdline.c). */
  private static final String NEVER = "\\'" + Letter.UNKNOWN;

  private static final String NEVER_IN_ENTRIES = "$`\\';{}()|&<>#" + Letter.UNKNOWN;

  /** Where a word stands in a text. */
  record Span(int start, int end) {}

  private final String text;
  private final List<Span> words = new ArrayList<>();
  private int at;
  private int open = -1;

  private GrubScript(String text) {
    this.text = text;
    while (at < text.length() && !endsHere() && text.charAt(at) != '#') {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        word();
      }
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !endsHere()) {
      char c = text.charAt(at);
      at =
          c == '"' || c == '\''
              ? behindQuote(c)
              : Math.min(text.length(), at + (c == '\\' ? 2 : variable()));
    }
    words.add(new Span(start, at));
  }

  private boolean endsHere() {
    return ENDING.indexOf(text.charAt(at)) >= 0;
  }

  /** The length of a variable with braces, which end nothing; else of a letter. */
  private int variable() {
    int close = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
    return close < 0 ? 1 : close + 1 - at;
  }

  private int behindQuote(char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        return i + 1;
      }
      i += quote == '"' && text.charAt(i) == '\\' ? 1 : 0;
    }
    open = at;
    return text.length();
  }

  /** The words of the command that a text starts with. */
  static List<Span> words(String text) {
    return new GrubScript(text).words;
  }

  /** Where that command ends: at a character that ends it, at a quote left open, or at the end. */
  static int end(String text) {
    GrubScript script = new GrubScript(text);
    return script.open < 0 ? script.at : script.open;
  }

  /** The command's words as arguments of the kernel. */
  static CommandLine line(String text) {
    return CommandLine.of(
        words(text).stream()
            .map(word -> argument(text.substring(word.start(), word.end())))
            .map(KernelArgument::of)
            .toList());
  }

  /** What the kernel gets of a word: quotes only where it needs them. */
  static String argument(String word) {
    StringBuilder bare = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean escapes = c == '\\' && escapes(quote, word.substring(i + 1));
      if (c == quote || (quote == 0 && (c == '"' || c == '\''))) {
        quote = quote == 0 ? c : 0;
      } else {
        bare.append(escapes ? word.charAt(++i) : c);
      }
    }
    return quoted(bare.toString());
  }

  /** Between double quotes a backslash means something only before a few characters. */
  private static boolean escapes(char quote, String rest) {
    return quote != '\'' && !rest.isEmpty() && (quote == 0 || "$\\\"".indexOf(rest.charAt(0)) >= 0);
  }

  private static String quoted(String bare) {
    if (bare.chars().noneMatch(Character::isWhitespace)) {
      return bare;
    }
    int equals = bare.indexOf('=');
    return equals < 0
        ? "\"" + bare + "\""
        : bare.substring(0, equals + 1) + "\"" + bare.substring(equals + 1) + "\"";
  }

  /**
   * An argument as it has to be written, so that GRUB hands it on.
   *
   * @throws ModuleFailure where there is no way to write it
   */
  static String written(KernelArgument token) {
    requireNone(token, NEVER, "\\ and '");
    StringBuilder written = new StringBuilder();
    boolean quoted = false;
    for (char c : token.text().toCharArray()) {
      quoted ^= c == '"';
      boolean comment = c == '#' && written.isEmpty();
      boolean special = quoted ? c == '$' : ESCAPED.indexOf(c) >= 0;
      written.append(special || comment ? "\\" : "").append(c);
    }
    return written.toString();
  }

  /** Refuses a token of a boot loader entry that only GRUB would read differently. */
  static void requirePlain(KernelArgument token) {
    requireNone(token, NEVER_IN_ENTRIES, "$ ` \\ ' ; { } ( ) | & < > #");
  }

  private static void requireNone(KernelArgument token, String characters, String shown) {
    if (token.text().chars().anyMatch(c -> characters.indexOf(c) >= 0)) {
      throw new ModuleFailure(
          ("The argument \"%s\" contains a character with a meaning to the shell or to GRUB's"
                  + " scripts (one of %s), so the kernel would get something else. Leave it out,"
                  + " or write it into GRUB's files by hand.")
              .formatted(token, shown));
    }
  }
}
