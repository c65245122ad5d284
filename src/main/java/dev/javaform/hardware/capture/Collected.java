package dev.javaform.hardware.capture;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files and links as a capture names them, within bounds. */
final class Collected {

  /** A longer file is left out: the kernel's attributes are a page at most. */
  static final int LONGEST_FILE = 1 << 20;

  private static final int MOST_ENTRIES = 200_000; // a large server has 60 000
  private static final int MOST_CHARACTERS = 64 << 20;

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> links = new TreeMap<>();
  private int entries;
  private int characters;

  Map<String, String> files() {
    return files;
  }

  Map<String, String> links() {
    return links;
  }

  /** Takes a file; what was padded when it was packed loses its padding. */
  void file(String path, String content) {
    add(path, CharMatcher.is('\0').trimTrailingFrom(content), files);
  }

  void link(String path, String target) {
    add(path, target, links);
  }

  Optional<String> content(String path) {
    return Optional.ofNullable(files.get(clean(path)));
  }

  /** Counts an entry, whatever becomes of it. */
  void count() {
    if (++entries > MOST_ENTRIES) {
      throw new BadCapture(
          "It holds more than %d entries: no machine has that many.".formatted(MOST_ENTRIES));
    }
  }

  private void add(String path, String content, Map<String, String> where) {
    String clean = clean(path);
    characters += clean.length() + content.length();
    if (characters > MOST_CHARACTERS) {
      throw new BadCapture(
          "It holds more than %d MiB of text: that is no capture of one machine."
              .formatted(MOST_CHARACTERS >> 20));
    }
    if (!clean.isEmpty()) {
      where.put(clean, content);
    }
  }

  /** Relative to the root, without parts that mean nothing. */
  private String clean(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : Splitter.on('/').split(path)) {
      if (part.equals("..") || CharMatcher.javaIsoControl().matchesAnyOf(part)) {
        throw new BadCapture(
            "It holds an entry of the name \"%s\", which no machine has: it was not read."
                .formatted(CharMatcher.javaIsoControl().replaceFrom(path, '?')));
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
