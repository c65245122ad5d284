package dev.javaform.config;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ansible.cfg. Source: Python's configparser with Ansible's options: a comment begins a line
 * with # or ;, or stands behind blanks and a ;. A line that is indented deeper than its key goes on
 * with the value.
 */
final class ConfigReader {

  private static final Pattern SECTION = Pattern.compile("\\[(.+)].*");
  private static final CharMatcher BEHIND_KEY = CharMatcher.anyOf("=:");
  private static final Pattern COMMENT_BEHIND = Pattern.compile("(?:^|(?<=\\s));.*");

  private final Source source;
  private final Diagnostics diagnostics;
  private final Map<String, Draft> entries = new LinkedHashMap<>();
  private Optional<String> section = Optional.empty();
  private Optional<String> key = Optional.empty();
  private int indent;

  /** An entry whose value may go on. */
  private record Draft(StringBuilder value, Mark mark) {

    ConfigEntry done() {
      return new ConfigEntry(value.toString(), mark);
    }
  }

  private ConfigReader(Source source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** The entries by {@code section.key}; what is wrong is left out. */
  static ImmutableMap<String, ConfigEntry> entries(SourceText text, Diagnostics diagnostics) {
    ConfigReader reader = new ConfigReader(text.source(), diagnostics);
    for (int line = 1; line <= text.source().lines().size(); line++) {
      reader.line(line, text.source().lines().get(line - 1));
    }
    return ImmutableMap.copyOf(Maps.transformValues(reader.entries, Draft::done));
  }

  private void line(int number, String line) {
    String text = COMMENT_BEHIND.matcher(line).replaceFirst("").strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    int blanks = CharMatcher.whitespace().negate().indexIn(line);
    Mark mark = source.at(number, blanks + 1);
    if (key.isPresent() && blanks > indent) {
      goOn(text);
    } else {
      indent = blanks;
      begin(text, mark);
    }
  }

  private void goOn(String text) {
    Optional.ofNullable(entries.get(key.orElseThrow()))
        .ifPresent(draft -> draft.value().append('\n').append(text));
  }

  private void begin(String text, Mark mark) {
    Matcher header = SECTION.matcher(text);
    if (header.matches()) {
      section = Optional.of(header.group(1));
      key = Optional.empty();
    } else if (text.startsWith("[") && !text.contains("]")) {
      section = Optional.of(text.substring(1));
      key = Optional.empty();
      wrong("This section is not closed: write %s].".formatted(text), mark);
    } else {
      option(text, mark);
    }
  }

  private void option(String text, Mark mark) {
    int end = BEHIND_KEY.indexIn(text);
    key = Optional.empty();
    if (section.isEmpty()) {
      wrong("This key is in no section: put a line such as [defaults] before it.", mark);
    } else if (end < 1) {
      wrong(
          "This is neither \"key = value\", nor a [section], nor a comment that begins with #.",
          discreet(text, mark));
    } else {
      String name = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
      enter(section.get() + "." + name, text.substring(end + 1).strip(), mark);
    }
  }

  private void enter(String name, String value, Mark mark) {
    Draft before = entries.putIfAbsent(name, new Draft(new StringBuilder(value), mark));
    if (before == null) {
      key = Optional.of(name);
    } else {
      wrong(
          "This key is already set, at %s. Keep only one of them.".formatted(before.mark()), mark);
    }
  }

  /** A place of which nothing is shown where the text speaks of passwords. */
  static Mark discreet(String text, Mark mark) {
    return Ascii.toLowerCase(text).contains("pass") ? mark.blind() : mark;
  }

  private void wrong(String detail, Mark mark) {
    diagnostics.error("Wrong configuration", detail, mark);
  }
}
