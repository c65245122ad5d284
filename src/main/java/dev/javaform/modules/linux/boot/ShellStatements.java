package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one shell file. Assignments that always happen are followed; whatever else may
 * change a variable (a condition, a command that names it, a file that is sourced) makes it
 * unknown.
 */
final class ShellStatements {

  private static final ImmutableSet<String> OPENING =
      ImmutableSet.of("if", "for", "while", "until", "case", "{");
  private static final ImmutableSet<String> BETWEEN =
      ImmutableSet.of("then", "else", "elif", "do", "!");
  private static final ImmutableSet<String> CLOSING = ImmutableSet.of("fi", "done", "esac", "}");
  private static final ImmutableSet<String> DECLARING = ImmutableSet.of("export", "readonly");
  private static final ImmutableSet<String> SOURCING = ImmutableSet.of(".", "source", "eval");
  private static final ImmutableSet<String> LEAVING = ImmutableSet.of("return", "exit", "exec");

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\+?)=");
  private static final Pattern WORD = Pattern.compile("[^\\s;&|<>()]+");
  private static final Pattern CHANGED =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_]*)(?:[+:]?=|\\s+in\\b)"
              + "|\\b(?:read|mapfile|readarray|printf\\s+-v)\\s+([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern DOCUMENT = Pattern.compile("<<-?\\s*['\"\\\\]?(\\w+)");

  /** One variable's part of a statement. */
  private record Assignment(String name, boolean appends, ShellWord word) {}

  private final ShellText variables;
  private final String path;
  private final String text;
  private int at;
  private int start;
  private int depth;
  private boolean conditional;
  private boolean continued;
  private Optional<String> document = Optional.empty();

  ShellStatements(ShellText variables, String path, String text) {
    this.variables = variables;
    this.path = path;
    this.text = text;
  }

  void read() {
    while (at < text.length()) {
      statement();
    }
  }

  private void statement() {
    char c = text.charAt(at);
    if (c == '\n') {
      newline();
    } else if (";&|".indexOf(c) >= 0) {
      operator();
    } else if (c == '#') {
      at = endOfLine();
    } else if (text.startsWith("\\\n", at)) {
      at += 2;
    } else if (Character.isWhitespace(c) || c == ')') {
      at++;
    } else if (!reserved()) {
      simple();
    }
  }

  private void newline() {
    at++;
    conditional &= continued;
    document.ifPresent(this::skipDocument);
    document = Optional.empty();
  }

  /** A document for a command's input ends with a line of its own. */
  private void skipDocument(String end) {
    while (at < text.length()) {
      String line = text.substring(at, endOfLine());
      at = Math.min(text.length(), endOfLine() + 1);
      if (line.strip().equals(end)) {
        return;
      }
    }
  }

  private void operator() {
    char c = text.charAt(at);
    boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
    conditional = c == '|' || (c == '&' && twice);
    continued = conditional;
    at += twice ? 2 : 1;
  }

  private boolean reserved() {
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt()) {
      return false;
    }
    boolean opens = OPENING.contains(word.group());
    boolean closes = CLOSING.contains(word.group());
    if (!opens && !closes && !BETWEEN.contains(word.group())) {
      return false;
    }
    depth = Math.max(0, depth + (opens ? 1 : 0) - (closes ? 1 : 0));
    at = word.end();
    return true;
  }

  /** Assignments, perhaps declared, perhaps only for the command that follows them. */
  private void simple() {
    continued = false;
    Matcher word = WORD.matcher(text).region(at, text.length());
    boolean declares = word.lookingAt() && DECLARING.contains(word.group());
    start = at;
    at = declares ? skipBlanks(word.end()) : at;
    List<Assignment> assignments = assignments();
    boolean alone = ends() && !text.startsWith("|", at) && !background();
    if ((assignments.isEmpty() && !declares) || (!alone && !declares)) {
      at = start;
      command();
    } else {
      assignments.forEach(this::assign);
    }
    if (declares && !ends()) {
      command();
    }
  }

  private List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    Matcher assignment = ASSIGNMENT.matcher(text).region(at, text.length());
    while (assignment.lookingAt()) {
      ShellWord word = new ShellWord(path, text, assignment.end(), variables);
      assignments.add(new Assignment(assignment.group(1), !assignment.group(2).isEmpty(), word));
      at = skipBlanks(word.end());
      assignment.region(at, text.length());
    }
    return assignments;
  }

  private void assign(Assignment assignment) {
    List<Letter> value = new ArrayList<>();
    if (assignment.appends()) {
      value.addAll(variables.value(assignment.name()));
    }
    value.addAll(assignment.word().letters());
    if (always()) {
      variables.assign(assignment.name(), value, assignment.word().lastEnd());
    } else {
      obscure(assignment.name());
    }
  }

  private boolean always() {
    return depth == 0 && !conditional;
  }

  /** It is not run: what it may have changed is unknown from here on. */
  private void command() {
    List<String> words = new ArrayList<>();
    while (!ends() && !text.startsWith(")", at)) {
      char c = text.charAt(at);
      if (c == '(') {
        int close = ShellWord.closing(text, at, '(', ')');
        words.add(text.substring(at, close < 0 ? text.length() : close + 1));
        at = close < 0 ? text.length() : close + 1;
      } else if ("<>".indexOf(c) >= 0) {
        redirection();
      } else {
        ShellWord word = new ShellWord(path, text, at, variables);
        words.add(text.substring(at, word.end()));
        at = word.end();
      }
      at = skipBlanks(at);
    }
    if (!words.isEmpty()) {
      effects(words);
    }
  }

  private void obscure(String name) {
    variables.obscure(name, Letter.unknown(path, start));
  }

  private void redirection() {
    Matcher here = DOCUMENT.matcher(text).region(at, text.length());
    if (here.lookingAt()) {
      document = Optional.of(here.group(1));
      at = here.end();
    } else {
      at = text.startsWith("&", at + 1) ? at + 2 : at + 1;
    }
  }

  private void effects(List<String> words) {
    if (SOURCING.contains(words.getFirst())) {
      variables.obscureAll(Letter.unknown(path, start));
    } else if (words.getFirst().equals("unset") && always()) {
      words.forEach(variables::unset);
    } else if (words.getFirst().equals("unset")) {
      words.forEach(this::obscure);
    } else if (LEAVING.contains(words.getFirst())) {
      depth++; // whether the rest of the file is read is not known
    }
    Matcher changed = CHANGED.matcher(String.join(" ", words));
    while (changed.find()) {
      obscure(changed.group(1) == null ? changed.group(2) : changed.group(1));
    }
  }

  private boolean ends() {
    return at >= text.length() || "\n;&|#".indexOf(text.charAt(at)) >= 0;
  }

  private boolean background() {
    return text.startsWith("&", at) && !text.startsWith("&&", at);
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length()
        && (" \t".indexOf(text.charAt(i)) >= 0 || text.startsWith("\\\n", i))) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
