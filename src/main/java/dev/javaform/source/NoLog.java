package dev.javaform.source;

import com.google.common.collect.MapMaker;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a line of a file belongs to something that {@code no_log} hides: a task, a block, a role,
 * a play. Found by indentation, so that it is known where the file is no YAML, too; rather a line
 * too many is hidden than one too few.
 */
final class NoLog {

  private static final Pattern KEY =
      Pattern.compile("(?:^|[\\s{,-])[\"']?no_log[\"']?\\s*:\\s*[\"']?([^\\s,}\"']*)");
  private static final Pattern NO = Pattern.compile("(?i)false|no|off|n|f|0|null|~|");

  /** Worked out once per file, as long as anybody has it. */
  private static final Map<Source, BitSet> HIDDEN = new MapMaker().weakKeys().makeMap();

  private final Source source;

  private NoLog(Source source) {
    this.source = source;
  }

  /** Whether it hides this line, counted from 1. */
  static boolean covers(Source source, int line) {
    return HIDDEN.computeIfAbsent(source, known -> new NoLog(known).hidden()).get(line);
  }

  /** The lines that are hidden, by number. */
  private BitSet hidden() {
    BitSet hidden = new BitSet();
    for (int each = 1; each <= source.lines().size(); each++) {
      if (hides(each)) {
        hidden.set(first(each), last(each) + 1);
      }
    }
    return hidden;
  }

  private boolean hides(int line) {
    Matcher key = KEY.matcher(text(line));
    return !isBlank(line) && key.find() && !NO.matcher(key.group(1)).matches();
  }

  /** The first line of the mapping that a key on this line belongs to. */
  private int first(int key) {
    int column = content(key);
    int first = key;
    while (!begins(first, column)) {
      Optional<Integer> above = above(first);
      if (above.isEmpty() || content(above.get()) < column) {
        return above.filter(this::isOpen).orElse(first);
      }
      first = above.get();
    }
    return first;
  }

  /** A list's dash stands before the first key of its mapping. */
  private boolean begins(int line, int column) {
    return indent(line) < column && content(line) >= column;
  }

  private boolean isOpen(int line) {
    String text = text(line);
    return text.chars().filter(each -> each == '{').count()
        > text.chars().filter(each -> each == '}').count();
  }

  private int last(int key) {
    int column = content(key);
    int last = key;
    while (last < source.lines().size() && (isBlank(last + 1) || indent(last + 1) >= column)) {
      last++;
    }
    return last;
  }

  private Optional<Integer> above(int line) {
    int above = line - 1;
    while (above > 0 && isBlank(above)) {
      above--;
    }
    return above > 0 ? Optional.of(above) : Optional.empty();
  }

  private boolean isBlank(int line) {
    String text = text(line).strip();
    return text.isEmpty() || text.startsWith("#");
  }

  private int indent(int line) {
    String text = text(line);
    return text.length() - text.stripLeading().length();
  }

  /** The column of what follows the dashes of lists. */
  private int content(int line) {
    String text = text(line);
    int at = indent(line);
    while (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) == ' ') {
      at++;
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    return at;
  }

  private String text(int line) {
    return source.lines().get(line - 1);
  }
}
