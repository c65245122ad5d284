package dev.javaform.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Says in a user's words what the parser found, and what was probably meant. */
final class YamlMistake {

  static final String UNQUOTED_TEMPLATE =
      "A value that begins with { is a mapping to YAML. If a template is meant, quote the whole"
          + " value: \"{{ name }}\".";

  private static final Pattern TEMPLATE_FIRST = Pattern.compile("^[^'\"]*?(?::|-|=)\\s+\\{\\{.*");
  private static final Pattern QUOTED_FIRST =
      Pattern.compile("^\\s*(?:- )*(?:[\\w.]+:|-)\\s+([\"'])[^\"']*\\1\\s*[^\\s#,\\]}].*");
  private static final Pattern NO_SPACE =
      Pattern.compile("^\\s*(?:- )?[A-Za-z_][\\w.]*:[^\\s:/\\\\].*");
  private static final Pattern TWO_COLONS =
      Pattern.compile("^\\s*(?:- )?[^\\s'\"#][^#]*?: +\\S.*:(?:\\s.*)?$");
  private static final Pattern HALF_ESCAPE =
      Pattern.compile("\\\\(?:x(?!\\p{XDigit}{2})|u(?!\\p{XDigit}{4})|U(?!\\p{XDigit}{8}))");
  private static final String OUT_OF_LINE = "expected <block end>";

  private static final Pattern TAB_INDENT = Pattern.compile("^ *\\t.*");

  private YamlMistake() {}

  static Diagnostic explain(YamlEngineException e, SourceText text) {
    return switch (e) {
      case ReaderException reader -> unprintable(reader, text);
      case MarkedYamlEngineException marked -> marked(marked, text.source());
      default -> Diagnostic.error("Invalid YAML", sentence(e.getMessage()), text.source().at(1, 1));
    };
  }

  /**
   * The parser takes for a number whatever stands behind an escape for a character by its number.
   */
  static Diagnostic escape(SourceText text) {
    String detail =
        "A character's number is written with two hexadecimal digits after \\x, four after \\u,"
            + " eight after \\U. If a backslash is meant, write single quotes around the text, or"
            + " two backslashes.";
    Matcher escape = HALF_ESCAPE.matcher(text.text());
    int at = escape.find() ? escape.start() : 0;
    String before = text.text().substring(0, at);
    int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return Diagnostic.error(
        "Invalid YAML",
        detail,
        text.source().at(line, 1 + before.codePointCount(start, before.length())));
  }

  private static Diagnostic unprintable(ReaderException e, SourceText text) {
    int line = 1;
    int column = 1;
    for (int c : text.text().codePoints().toArray()) {
      if (!StreamReader.isPrintable(c)) {
        break;
      }
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    return Diagnostic.error(
        "Invalid YAML",
        ("The character U+%04X is not allowed in YAML. In double quotes, write it as an escape,"
                + " \\x%02X.")
            .formatted(e.getCodePoint(), e.getCodePoint()),
        text.source().at(line, column));
  }

  private static Diagnostic marked(MarkedYamlEngineException e, Source source) {
    Mark mark = mark(place(e), source);
    if (e.getProblem().startsWith(OUT_OF_LINE)) {
      return Diagnostic.error("Invalid YAML", outOfLine(e, mark, source), mark);
    }
    String problem = sentence(e.getProblem());
    String found = Optional.ofNullable(e.getContext()).map(it -> context(it, e, source)).orElse("");
    String detail = problem + found + help(e, mark, source).map(" "::concat).orElse("");
    return Diagnostic.error("Invalid YAML", detail, mark);
  }

  /** What is never closed is found at the end of the file, but wrong where it begins. */
  private static Optional<org.snakeyaml.engine.v2.exceptions.Mark> place(
      MarkedYamlEngineException e) {
    boolean unclosed = e.getProblem().contains("end>") || e.getProblem().contains("end of stream");
    return unclosed && !e.getProblem().contains("<block end>")
        ? e.getContextMark().or(e::getProblemMark)
        : e.getProblemMark().or(e::getContextMark);
  }

  /**
   * A line does not stand where the list or mapping that is open there has its own. What the line
   * itself is suspected of comes first.
   */
  private static String outOfLine(MarkedYamlEngineException e, Mark mark, Source source) {
    String problem =
        "This does not line up with what it seems to belong to%s: it is indented by %d %s."
            .formatted(
                e.getContextMark().map(it -> opened(mark(Optional.of(it), source))).orElse(""),
                mark.column() - 1,
                mark.column() == 2 ? "blank" : "blanks");
    return problem
        + " "
        + help(e, mark, source)
            .orElse("Lines of one list or mapping need the same indentation, to the blank.");
  }

  private static String opened(Mark begin) {
    return ", which begins at %s and is indented by %d".formatted(begin, begin.column() - 1);
  }

  private static String context(String context, MarkedYamlEngineException e, Source source) {
    Optional<Mark> from = e.getContextMark().map(it -> mark(Optional.of(it), source));
    return " This was found %s%s."
        .formatted(context, from.map(it -> " that begins at " + it).orElse(""));
  }

  private static Optional<String> help(MarkedYamlEngineException e, Mark mark, Source source) {
    Optional<String> here = source.line(mark.line()).flatMap(line -> help(line, e.getProblem()));
    return here.or(
        () ->
            before(mark, source).flatMap(line -> help(line, "")).map("The line before: "::concat));
  }

  private static Optional<String> before(Mark mark, Source source) {
    int line = mark.line() - 1;
    while (line > 0 && source.line(line).filter(String::isBlank).isPresent()) {
      line--;
    }
    return source.line(line);
  }

  private static Optional<String> help(String line, String problem) {
    if (TAB_INDENT.matcher(line).matches()) {
      return Optional.of("Indent with spaces: YAML does not allow tabs for that.");
    }
    if (TEMPLATE_FIRST.matcher(line).matches()) {
      return Optional.of(UNQUOTED_TEMPLATE);
    }
    if (QUOTED_FIRST.matcher(line).matches()) {
      return Optional.of(
          "A value that begins with a quote must end with it. Quote the whole value.");
    }
    if (NO_SPACE.matcher(line).matches()) {
      return Optional.of("A space is needed after the colon of a key.");
    }
    if (problem.startsWith("found unknown escape")) {
      return Optional.of(
          "In double quotes a backslash begins an escape: use single quotes, or two backslashes.");
    }
    return colons(line, problem);
  }

  private static Optional<String> colons(String line, String problem) {
    boolean mapping = problem.startsWith("mapping values are not allowed");
    if (mapping && TWO_COLONS.matcher(line).matches()) {
      return Optional.of(
          "A colon followed by a space begins a value. If it belongs to the value, quote the"
              + " value.");
    }
    return mapping
        ? Optional.of("Compare the indentation with the line before, which may lack a colon.")
        : Optional.empty();
  }

  private static Mark mark(Optional<org.snakeyaml.engine.v2.exceptions.Mark> at, Source source) {
    return at.map(it -> source.at(it.getLine() + 1, it.getColumn() + 1)).orElse(source.at(1, 1));
  }

  private static String sentence(String text) {
    String first = text.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
    return first + text.substring(1) + (text.endsWith(".") ? "" : ".");
  }
}
