package dev.javaform.modules.linux.libvirt;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file of libvirt's daemons: lines {@code key = value}, where a value is a number,
 * a text in quotes, or a list in brackets that may go over several lines. Every other line stays as
 * it is; a new key comes after the comment that shows it.
 *
 * @see <a href="https://libvirt.org/drvqemu.html">qemu.conf</a>
 */
record ConfText(String text) {

  private static final Pattern SETTING = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");
  private static final Pattern SHOWN = Pattern.compile("#\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");

  /** A setting from its first line to its last. */
  private record Place(String key, int from, int to, String value) {}

  /** The values by their keys, with one blank where there are several. */
  ImmutableMap<String, String> values() {
    var values = ImmutableMap.<String, String>builder();
    places().forEach(place -> values.put(place.key(), place.value()));
    return values.buildKeepingLast();
  }

  /** Whether a key is set or shown as a comment. */
  boolean mentions(String key) {
    return values().containsKey(key) || shown(lines(), key).isPresent();
  }

  /** With a value; where the key is set several times, the last place remains. */
  ConfText with(String key, String value) {
    List<String> lines = new ArrayList<>(lines());
    List<Place> mine = places().stream().filter(place -> place.key().equals(key)).toList();
    String line = key + " = " + value;
    if (mine.isEmpty()) {
      lines.add(shown(lines, key).map(at -> at + 1).orElse(lines.size()), line);
      return of(lines);
    }
    replace(lines, mine.getLast(), List.of(line));
    mine.reversed().stream().skip(1).forEach(place -> replace(lines, place, List.of()));
    return of(lines);
  }

  /** Without a key. */
  ConfText without(String key) {
    List<String> lines = new ArrayList<>(lines());
    places().reversed().stream()
        .filter(place -> place.key().equals(key))
        .forEach(place -> replace(lines, place, List.of()));
    return of(lines);
  }

  private static void replace(List<String> lines, Place place, List<String> by) {
    List<String> there = lines.subList(place.from(), place.to());
    there.clear();
    there.addAll(by);
  }

  private List<Place> places() {
    List<String> lines = lines();
    List<Place> places = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      Matcher setting = SETTING.matcher(lines.get(at));
      int from = at++;
      if (!setting.matches()) {
        continue;
      }
      StringBuilder value = new StringBuilder(bare(setting.group(2)));
      while (value.toString().startsWith("[") && value.indexOf("]") < 0 && at < lines.size()) {
        value.append(' ').append(bare(lines.get(at++)));
      }
      places.add(new Place(setting.group(1), from, at, normal(value.toString())));
    }
    return places;
  }

  /** Without a comment at the end. */
  private static String bare(String value) {
    String stripped = value.strip();
    return stripped.startsWith("#") ? "" : stripped.replaceFirst("(?<=[\"\\]0-9,])\\s+#.*$", "");
  }

  /** With one blank after commas, and none inside of brackets. */
  static String normal(String value) {
    return value
        .strip()
        .replaceAll("\\s+", " ")
        .replaceAll("\\s*,\\s*", ", ")
        .replaceAll(",? ?]$", "]")
        .replaceAll("^\\[ ", "[");
  }

  private static Optional<Integer> shown(List<String> lines, String key) {
    Map<String, Integer> shown = new LinkedHashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher comment = SHOWN.matcher(lines.get(at));
      if (comment.matches()) {
        shown.put(comment.group(1), at);
      }
    }
    return Optional.ofNullable(shown.get(key));
  }

  private List<String> lines() {
    List<String> lines = Splitter.on('\n').splitToList(text);
    return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  private static ConfText of(List<String> lines) {
    return new ConfText(lines.stream().map(line -> line + "\n").collect(joining()));
  }
}
