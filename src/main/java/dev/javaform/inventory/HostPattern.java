package dev.javaform.inventory;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which hosts are meant, as Ansible writes it: names of groups and hosts, globs, {@code ~regex},
 * each maybe with a subscript {@code [0]} or {@code [1:3]}; separated by commas or colons; {@code
 * &x} keeps only what is in x too, {@code !x} leaves x out, wherever they stand.
 *
 * @see Inventory#select(HostPattern, Diagnostics)
 */
public final class HostPattern {

  /** One of the parts between separators. */
  record Part(String text, Mark mark) {

    boolean excludes() {
      return text.startsWith("!");
    }

    boolean intersects() {
      return text.startsWith("&");
    }

    boolean adds() {
      return !excludes() && !intersects();
    }

    /** Without the sign in front. */
    String expression() {
      return adds() ? text : text.substring(1);
    }
  }

  private static final CharMatcher SEPARATOR = CharMatcher.whitespace().or(CharMatcher.is(':'));

  private final ImmutableList<Part> parts;

  private HostPattern(Stream<Part> parts) {
    this.parts =
        parts.filter(part -> !part.text.isEmpty()).collect(ImmutableList.toImmutableList());
  }

  /** The pattern a text stands for. */
  public static HostPattern parse(String text, Mark mark) {
    return parse(List.of(text), mark);
  }

  /** The pattern that several patterns make together, as in a list below {@code hosts}. */
  public static HostPattern parse(List<String> texts, Mark mark) {
    return new HostPattern(
        texts.stream().flatMap(text -> split(text).stream()).map(text -> new Part(text, mark)));
  }

  /**
   * The pattern of {@code --limit}: as others, and {@code @file} stands for the lines of a file,
   * each a pattern of its own. A file that cannot be read is an error.
   */
  public static HostPattern limit(String text, Path workingDirectory, Diagnostics diagnostics) {
    Mark mark = Source.of("--limit", text).at(1, 1);
    return new HostPattern(
        split(text).stream()
            .flatMap(
                part ->
                    part.startsWith("@")
                        ? lines(workingDirectory.resolve(part.substring(1)), mark, diagnostics)
                        : Stream.of(new Part(part, mark))));
  }

  private static Stream<Part> lines(Path file, Mark mark, Diagnostics diagnostics) {
    return SourceText.read(file, mark, diagnostics).map(SourceText::source).stream()
        .flatMap(HostPattern::lines);
  }

  private static Stream<Part> lines(Source source) {
    return Stream.iterate(1, number -> number <= source.lines().size(), number -> number + 1)
        .map(number -> new Part(source.lines().get(number - 1).strip(), source.at(number, 1)));
  }

  /**
   * Colons separate only where the whole is no host, port or range: {@code web[1:3]}, {@code ::1}.
   */
  private static List<String> split(String text) {
    if (text.contains(",")) {
      return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text);
    }
    String stripped = text.strip();
    return HostAddress.parse(stripped).isPresent() ? List.of(stripped) : splitAtColons(stripped);
  }

  private static List<String> splitAtColons(String text) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    int begin = 0;
    for (int next = 0; next < text.length(); next++) {
      next = pastBrackets(text, next);
      if (next < text.length() && SEPARATOR.matches(text.charAt(next))) {
        parts.add(text.substring(begin, next));
        begin = next + 1;
      }
    }
    return parts.add(text.substring(Math.min(begin, text.length()))).build();
  }

  private static int pastBrackets(String text, int next) {
    int close = text.charAt(next) == '[' ? text.indexOf(']', next) : -1;
    return close < 0 ? next : close;
  }

  /**
   * The parts in the order they apply: first what adds, then what intersects, then what excludes.
   */
  ImmutableList<Part> ordered() {
    ImmutableList<Part> adding = only(Part::adds);
    return Stream.of(
            adding.isEmpty() ? List.of(new Part(Draft.ALL, Mark.NOWHERE)) : adding,
            only(Part::intersects),
            only(Part::excludes))
        .flatMap(List::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Part> only(Predicate<Part> wanted) {
    return parts.stream().filter(wanted).collect(ImmutableList.toImmutableList());
  }

  /** The parts, separated by commas. */
  @Override
  public String toString() {
    return String.join(",", parts.stream().map(Part::text).toList());
  }
}
