package dev.javaform.modules.linux.devices;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of fstab(5). Comments, columns and other entries stay as they are; blanks in a field are
 * written as octal numbers.
 */
record FstabText(String text) {

  /** What stands before the options, the options, the rest. */
  private static final Pattern ENTRY =
      Pattern.compile("(\\s*(?!#)\\S+\\s+(\\S+)\\s+(\\S+)\\s+)(\\S+)(.*)");

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  /** An entry. */
  record Entry(int line, String target, String type, ImmutableList<String> options) {}

  /** The entry that is mounted at a place: the last one, which lies over the others. */
  Optional<Entry> at(String target) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = lines();
    for (int at = 0; at < lines.size(); at++) {
      Matcher entry = ENTRY.matcher(lines.get(at));
      if (entry.matches() && decoded(entry.group(2)).equals(target)) {
        entries.add(
            new Entry(at, target, entry.group(3), MountOptions.split(decoded(entry.group(4)))));
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  /** The places that have an entry. */
  ImmutableList<String> targets() {
    return lines().stream()
        .map(ENTRY::matcher)
        .filter(Matcher::matches)
        .map(entry -> decoded(entry.group(2)))
        .collect(ImmutableList.toImmutableList());
  }

  /** With other options of an entry; the columns after it keep their place where they can. */
  FstabText with(Entry changed, ImmutableList<String> options) {
    List<String> lines = new ArrayList<>(lines());
    Matcher entry = ENTRY.matcher(lines.get(changed.line()));
    if (!entry.matches()) {
      throw new IllegalStateException("no entry: " + changed);
    }
    String field = encoded(String.join(",", options));
    int grown = field.length() - entry.group(4).length();
    String rest = entry.group(5);
    int blanks = rest.length() - rest.stripLeading().length();
    String spaced =
        rest.startsWith(" ") && grown != 0
            ? " ".repeat(Math.max(1, blanks - grown)) + rest.stripLeading()
            : rest;
    lines.set(changed.line(), entry.group(1) + field + spaced);
    return new FstabText(String.join("\n", lines));
  }

  private List<String> lines() {
    return Splitter.on('\n').splitToList(text);
  }

  private static String decoded(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 8))));
  }

  private static String encoded(String field) {
    return field.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
  }
}
