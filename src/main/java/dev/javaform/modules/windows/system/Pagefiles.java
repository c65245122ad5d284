package dev.javaform.modules.windows.system;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a guest swaps to after its next boot, as {@code PagingFiles} of the registry has
 * them: each a path with its sizes in MB, both 0 where Windows chooses them. {@code ?:} as its
 * drive says that Windows chooses drives and sizes.
 *
 * @param automatic whether Windows chooses all of it
 * @param files the least and the largest size of each, by its path in small letters
 */
record Pagefiles(boolean automatic, ImmutableMap<String, Sizes> files) {

  /** In MB; both 0 where Windows chooses. */
  record Sizes(long initial, long maximum) {

    static final Sizes CHOSEN = new Sizes(0, 0);

    @Override
    public String toString() {
      return equals(CHOSEN) ? "as Windows chooses" : initial + " to " + maximum + " MB";
    }
  }

  private static final String ANYWHERE = "?:\\pagefile.sys";

  private static final Pattern FILE = Pattern.compile("(.*?)(?:\\s+(\\d+)(?:\\s+(\\d+))?)?\\s*");

  static final Pagefiles NONE = new Pagefiles(false, ImmutableMap.of());

  static Pagefiles of(Answer answer) {
    Map<String, Sizes> files = new LinkedHashMap<>();
    for (String line : answer.texts("data")) {
      Matcher matcher = FILE.matcher(line);
      if (matcher.matches() && !matcher.group(1).isEmpty()) {
        String path = matcher.group(1).toLowerCase(Locale.ROOT);
        files.put(path, new Sizes(number(matcher.group(2)), number(matcher.group(3))));
      }
    }
    return files.containsKey(ANYWHERE)
        ? new Pagefiles(true, ImmutableMap.of())
        : new Pagefiles(false, ImmutableMap.copyOf(files));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The file of a drive. */
  static String path(String drive) {
    return drive.toLowerCase(Locale.ROOT) + ":\\pagefile.sys";
  }

  Pagefiles automatically(boolean chooses) {
    if (chooses == automatic) {
      return this;
    }
    return chooses ? new Pagefiles(true, ImmutableMap.of()) : NONE;
  }

  /** With this one; then Windows does not choose any more. */
  Pagefiles with(String path, Sizes sizes) {
    Map<String, Sizes> all = new LinkedHashMap<>(files);
    all.put(path, sizes);
    return new Pagefiles(false, ImmutableMap.copyOf(all));
  }

  Pagefiles without(String path) {
    Map<String, Sizes> all = new LinkedHashMap<>(files);
    all.remove(path);
    return new Pagefiles(automatic, ImmutableMap.copyOf(all));
  }

  /** The lines of the registry. */
  ImmutableList<String> lines() {
    if (automatic) {
      return ImmutableList.of(ANYWHERE);
    }
    return files.entrySet().stream()
        .map(
            file ->
                "%s %d %d"
                    .formatted(file.getKey(), file.getValue().initial(), file.getValue().maximum()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Every file as a task returns it. */
  ImmutableList<Map<String, Object>> told() {
    return files.entrySet().stream()
        .map(file -> told(file.getKey(), file.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<String, Object> told(String path, Sizes sizes) {
    String drive = path.substring(0, Math.min(3, path.length()));
    return Map.of(
        "name",
        path,
        "caption",
        drive + " 'pagefile.sys'",
        "description",
        "'pagefile.sys' @ " + drive,
        "initial_size",
        sizes.initial(),
        "maximum_size",
        sizes.maximum());
  }
}
