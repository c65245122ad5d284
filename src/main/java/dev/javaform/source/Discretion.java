package dev.javaform.source;

import com.google.common.collect.MapMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a message about a place may show of the file there: nothing where {@code no_log} hides it,
 * and no values of secrets. What is not shown of the line does not stand in the message either.
 */
final class Discretion {

  private static final String STARS = "********";
  private static final int SHORTEST = 4;

  /** More words than this are no secret but a spoiled file. */
  private static final int MOST_WORDS = 500;

  /** So far up it is looked for what a line goes on with. */
  private static final int FARTHEST = 10_000;

  private static final Pattern KEY = Pattern.compile("^[\\s-]*[\"']?[\\w. -]+[\"']?\\s*[:=]\\s+");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s\"',:=(){}\\[\\]|]+");

  /**
   * Worked out once per line, as long as anybody has the file: it may be long and told of often.
   */
  private static final Map<Source, Map<Integer, Shown>> KNOWN = new MapMaker().weakKeys().makeMap();

  /**
   * A line.
   *
   * @param text as it may be shown
   * @param hidden what must not stand in a message about it
   */
  private record Shown(String text, List<String> hidden) {}

  private final Mark place;
  private final boolean covered;

  private Discretion(Mark place) {
    this.place = place;
    this.covered = NoLog.covers(place.source(), place.line());
  }

  static Discretion at(Mark place) {
    return new Discretion(place);
  }

  /** Whether {@code no_log} hides the line. */
  boolean isCovered() {
    return covered;
  }

  /** The line as it may be shown, where there is one. */
  Optional<Excerpt> excerpt() {
    return covered
        ? Optional.empty()
        : line().map(_ -> Excerpt.around(known().text(), place.column()));
  }

  private Optional<String> line() {
    return place.source().line(place.line());
  }

  /** A line that goes on with the value of a secret is one as a whole. */
  private String shown(String line) {
    return goesOnWithSecret() ? line.replaceAll("\\S", "*") : Excerpt.of(line);
  }

  private boolean goesOnWithSecret() {
    int indent = indent(line().orElse(""));
    int top = Math.max(0, place.line() - FARTHEST);
    for (int above = place.line() - 1; above > top && indent > 0; above--) {
      String text = place.source().line(above).orElse("");
      if (!text.isBlank() && indent(text) < indent) {
        if (Excerpt.opensSecret(text)) {
          return true;
        }
        indent = indent(text);
      }
    }
    return false;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A message about the place without what must not be shown. */
  String message(String message) {
    String shown = message;
    List<String> secrets = known().hidden();
    if (secrets.size() > MOST_WORDS) {
      return STARS;
    }
    for (String word : secrets) {
      shown = shown.replace(word, STARS);
    }
    return shown;
  }

  private Shown known() {
    return KNOWN
        .computeIfAbsent(place.source(), _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(place.line(), _ -> workOut());
  }

  private Shown workOut() {
    String line = line().orElse("");
    String shown = shown(line);
    return new Shown(shown, secrets(line, shown));
  }

  private List<String> secrets(String line, String shown) {
    if (covered) {
      return words(KEY.matcher(line).replaceFirst(""));
    }
    List<String> hidden = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i <= line.length(); i++) {
      if (i < line.length() && shown.charAt(i) != line.charAt(i)) {
        run.append(line.charAt(i));
      } else if (!run.isEmpty() && (i == line.length() || line.charAt(i) != '*')) {
        hidden.addAll(words(run.toString()));
        run.setLength(0);
      }
    }
    return hidden;
  }

  /** What a message might quote: the whole, and each of its words. */
  private static List<String> words(String hidden) {
    return Stream.concat(Stream.of(hidden.strip()), SEPARATOR.splitAsStream(hidden))
        .filter(word -> word.length() >= SHORTEST)
        .distinct()
        .limit(MOST_WORDS + 1)
        .toList();
  }
}
