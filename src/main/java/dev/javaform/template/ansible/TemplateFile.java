package dev.javaform.template.ansible;

import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.template.Delimiters;
import dev.javaform.template.Templates.FileOptions;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Documents;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Backslashes;
import dev.javaform.template.expression.ExpressionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template file, its {@code #jinja2:} header obeyed and taken away.
 *
 * @param body the text after the header
 * @param skipped how many lines the header took
 * @param newline what ends its lines
 */
record TemplateFile(
    SourceText file,
    String body,
    int skipped,
    Whitespace whitespace,
    Delimiters delimiters,
    String newline) {

  private static final String HEADER = "#jinja2:";
  private static final Pattern OPTION =
      Pattern.compile("\\s*(\\w+)\\s*:\\s*(True|False|None|'[^']*'|\"[^\"]*\"|\\d+)\\s*(?:,|$)");

  /** What Python takes for no: every other value, and every text that has letters, means yes. */
  private static final Pattern UNTRUE = Pattern.compile("False|None|0+|''|\"\"");

  static TemplateFile of(SourceText file) {
    return of(file, FileOptions.ANSIBLE);
  }

  /** The file as {@code options} say, where its header says nothing else. */
  static TemplateFile of(SourceText file, FileOptions options) {
    String text = file.text().replace("\r\n", "\n").replace('\r', '\n');
    Whitespace whitespace =
        new Whitespace(
            options.trimBlocks(), options.lstripBlocks(), Whitespace.ANSIBLE.keepTrailingNewline());
    TemplateFile plain =
        new TemplateFile(file, text, 0, whitespace, options.delimiters(), options.newline());
    return text.startsWith(HEADER) ? plain.obeying(text) : plain;
  }

  private TemplateFile obeying(String text) {
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    TemplateFile file =
        new TemplateFile(
            this.file,
            text.substring(Math.min(end + 1, text.length())),
            1,
            whitespace,
            delimiters,
            newline);
    Matcher option = OPTION.matcher(text.substring(HEADER.length(), end));
    int read = 0;
    while (option.find() && option.start() == read) {
      file = file.with(option.group(1), option.group(2));
      read = option.end();
    }
    if (read < end - HEADER.length()) {
      throw new ExpressionException(
          ExpressionException.Kind.SYNTAX,
          "failed to parse the jinja2 override: write name: value, with commas between.",
          -1);
    }
    return file;
  }

  private TemplateFile with(String name, String value) {
    boolean on = !UNTRUE.matcher(value).matches();
    return switch (name) {
      case "trim_blocks" ->
          with(new Whitespace(on, whitespace.lstripBlocks(), whitespace.keepTrailingNewline()));
      case "lstrip_blocks" ->
          with(new Whitespace(whitespace.trimBlocks(), on, whitespace.keepTrailingNewline()));
      case "keep_trailing_newline" -> this;
      case "newline_sequence" ->
          new TemplateFile(file, body, skipped, whitespace, delimiters, unquoted(value));
      case "block_start_string",
          "block_end_string",
          "variable_start_string",
          "variable_end_string",
          "comment_start_string",
          "comment_end_string" ->
          with(delimiters.with(name, unquoted(value)));
      default ->
          throw new ExpressionException(
              ExpressionException.Kind.SYNTAX,
              "The jinja2 override %s is not supported; these are: trim_blocks, lstrip_blocks, keep_trailing_newline, newline_sequence, and start and end strings of block, variable and comment."
                  .formatted(name),
              -1);
    };
  }

  private TemplateFile with(Whitespace other) {
    return new TemplateFile(file, body, skipped, other, delimiters, newline);
  }

  /** The same with other delimiters. */
  TemplateFile with(Delimiters other) {
    return new TemplateFile(file, body, skipped, whitespace, other, newline);
  }

  /** The parsed body. */
  Document parsed(Documents documents) {
    return documents.parse(body, whitespace, Backslashes.RESOLVED, delimiters);
  }

  private static String unquoted(String value) {
    return value.substring(1, value.length() - 1).replace("\\r", "\r").replace("\\n", "\n");
  }

  Mark start() {
    return file.source().at(1, 1);
  }

  /** The place of the body's character at {@code offset}. */
  Optional<Mark> mark(int offset) {
    if (offset < 0) {
      return Optional.empty();
    }
    String before = body.substring(0, Math.min(offset, body.length()));
    int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1 + skipped;
    return Optional.of(file.source().at(line, before.length() - before.lastIndexOf('\n')));
  }
}
