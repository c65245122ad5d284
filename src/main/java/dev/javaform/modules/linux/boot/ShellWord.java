package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableSet;
import dev.javaform.modules.linux.boot.ShellText.End;
import dev.javaform.modules.linux.boot.ShellText.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right side of an assignment: letters, quotes, references to variables. */
final class ShellWord {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

  /** A value, or another where that is empty or not set, or another where it is not. */
  private static final Pattern EXPANSION =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:?)([-+=])");

  /** Parameters without a name: of a script, of the last command, of the process. */
  private static final String NAMELESS = "0123456789@*#?$!-";

  /** Set by the shell itself, by its environment or by grub-mkconfig, not by the files. */
  private static final ImmutableSet<String> FROM_OUTSIDE =
      ImmutableSet.of(
          "HOME",
          "PATH",
          "PWD",
          "OLDPWD",
          "USER",
          "LOGNAME",
          "SHELL",
          "TERM",
          "LANG",
          "HOSTNAME",
          "HOSTTYPE",
          "MACHTYPE",
          "OSTYPE",
          "IFS",
          "RANDOM",
          "SECONDS",
          "LINENO",
          "UID",
          "EUID",
          "PPID",
          "SHLVL",
          "prefix",
          "exec_prefix",
          "bindir",
          "sbindir",
          "sysconfdir",
          "pkgdatadir",
          "grub_probe",
          "grub_cfg",
          "grub_mkconfig_dir");

  private final String path;
  private final String text;
  private final ShellText variables;
  private final List<Letter> letters = new ArrayList<>();
  private final Quote around;
  private final boolean inBraces;
  private Quote quote;
  private int at;
  private End lastEnd;

  ShellWord(String path, String text, int start, ShellText variables) {
    this(path, text, start, variables, Quote.NONE, false);
  }

  /** With the quotes that stand around it; between braces it ends at the closing one. */
  private ShellWord(
      String path, String text, int start, ShellText variables, Quote around, boolean inBraces) {
    this.path = path;
    this.text = text;
    this.variables = variables;
    this.around = around;
    this.inBraces = inBraces;
    this.quote = around;
    this.at = start;
    this.lastEnd = new End(path, start, around);
    while (at < text.length() && !ends(text.charAt(at))) {
      at = step(text.charAt(at));
    }
  }

  List<Letter> letters() {
    return letters;
  }

  int end() {
    return at;
  }

  /** Where more letters can be added: before the closing quote, if the word ends with one. */
  End lastEnd() {
    return lastEnd;
  }

  private boolean ends(char c) {
    return inBraces
        ? quote == around && c == '}'
        : quote == Quote.NONE && " \t\n;&|<>()".indexOf(c) >= 0;
  }

  private int step(char c) {
    if (quote == Quote.SINGLE) {
      return c == '\'' ? close() : letter(c, 1);
    }
    return switch (c) {
      case '"' -> quote == Quote.DOUBLE ? close() : open(Quote.DOUBLE);
      case '\'' -> quote == Quote.DOUBLE ? letter(c, 1) : open(Quote.SINGLE);
      case '\\' -> escape();
      case '$' -> dollar();
      case '`' -> unknown(text.indexOf('`', at + 1));
      case '~' -> startsPath() && quote == Quote.NONE ? unknown(at) : letter(c, 1);
      default -> letter(c, 1);
    };
  }

  /** In an assignment a path starts at its begin and behind each colon. */
  private boolean startsPath() {
    return letters.isEmpty() || letters.getLast().letter() == ':';
  }

  private int open(Quote kind) {
    quote = kind;
    return at + 1;
  }

  private int close() {
    lastEnd = new End(path, at, quote);
    quote = Quote.NONE;
    return at + 1;
  }

  private int letter(char c, int length) {
    letters.add(new Letter(c, path, at, at + length, quote));
    lastEnd = new End(path, at + length, quote);
    return at + length;
  }

  /** A backslash; between double quotes only before the characters that are special there. */
  private int escape() {
    if (at + 1 == text.length()) {
      return at + 1;
    }
    char next = text.charAt(at + 1);
    if (next == '\n') {
      return at + 2;
    }
    boolean brace = inBraces && next == '}';
    boolean literal = quote == Quote.DOUBLE && !brace && "\\\"$`".indexOf(next) < 0;
    return literal ? letter('\\', 1) : letter(next, 2);
  }

  private int dollar() {
    Matcher reference = REFERENCE.matcher(text).region(at, text.length());
    if (reference.lookingAt()) {
      String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
      letters.addAll(value(name));
      lastEnd = new End(path, reference.end(), quote);
      return reference.end();
    }
    if (text.startsWith("$(", at)) {
      return unknown(closing(text, at, '(', ')'));
    }
    if (text.startsWith("${", at)) {
      return expansion();
    }
    boolean nameless = at + 1 < text.length() && NAMELESS.indexOf(text.charAt(at + 1)) >= 0;
    boolean differs = // between shells
        quote == Quote.NONE && (text.startsWith("$'", at) || text.startsWith("$\"", at));
    return nameless ? unknown(at + 1) : differs ? unknown(at) : letter('$', 1);
  }

  private List<Letter> value(String name) {
    return FROM_OUTSIDE.contains(name) && !variables.isSet(name)
        ? List.of(Letter.unknown(path, at))
        : variables.value(name);
  }

  private int expansion() {
    Matcher known = EXPANSION.matcher(text).region(at, text.length());
    if (!known.lookingAt()) {
      return unknown(closing(text, at, '{', '}'));
    }
    ShellWord word = new ShellWord(path, text, known.end(), variables, quote, true);
    int end = Math.min(text.length(), word.end() + 1);
    boolean quotes = text.substring(known.end(), word.end()).matches("(?s).*['\"].*");
    letters.addAll(
        quotes && quote == Quote.DOUBLE // shells do not agree
            ? List.of(Letter.unknown(path, at))
            : expanded(known.group(1), known.group(3), !known.group(2).isEmpty(), word));
    if (known.group(3).equals("=")) {
      variables.obscure(known.group(1), Letter.unknown(path, at));
    }
    lastEnd = new End(path, end, quote);
    return end;
  }

  /** What becomes of a value and the word that may stand for it. */
  private List<Letter> expanded(String name, String operator, boolean notEmpty, ShellWord word) {
    List<Letter> value = value(name);
    boolean unknown = !value.isEmpty() && value.stream().allMatch(Letter::isUnknown);
    if (unknown) {
      return List.of(value.getFirst());
    }
    boolean there = notEmpty ? !value.isEmpty() : variables.isSet(name);
    if (operator.equals("+")) {
      return there ? word.letters() : List.of();
    }
    return there ? value : word.letters();
  }

  private int unknown(int last) {
    letters.add(Letter.unknown(path, at));
    int end = last < 0 ? text.length() : last + 1;
    lastEnd = new End(path, end, quote);
    return end;
  }

  /** Where the bracket that opens behind {@code from} is closed; negative where it is not. */
  static int closing(String text, int from, char open, char close) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      depth += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
      if (depth == 0 && text.charAt(i) == close) {
        return i;
      }
    }
    return -1;
  }
}
