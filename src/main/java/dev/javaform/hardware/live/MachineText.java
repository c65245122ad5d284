package dev.javaform.hardware.live;

import com.google.common.base.CharMatcher;
import dev.javaform.hardware.HostTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link MachineScript} prints: {@code path=value} for files of one line, {@code @path}
 * with a line {@code |…} for each line of a file or of what a command printed, and the links among
 * {@code @links} as ls(1) shows them.
 */
public final class MachineText {

  private static final String LINKS = "links";
  private static final String ARROW = " -> ";
  private static final int PATH_MAX = 4096;

  private final Map<String, StringBuilder> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private String open = "";

  private MachineText() {}

  /** The tree of what was printed. */
  public static HostTree read(List<String> lines) {
    var text = new MachineText();
    lines.forEach(text::take);
    Map<String, String> files = new HashMap<>();
    text.files.forEach((path, content) -> files.put(path, content.toString()));
    return HostTree.of(files, text.links);
  }

  private void take(String line) {
    int equals = line.indexOf('=');
    if (line.startsWith("@")) {
      open(line.substring(1));
    } else if (line.startsWith("|") && open.equals(LINKS)) {
      link(line.substring(1));
    } else if (line.startsWith("|") && !open.isEmpty()) {
      content(open).append(line, 1, line.length()).append('\n');
    } else if (equals > 0 && isPath(line.substring(0, equals))) {
      files.put(
          line.substring(0, equals), new StringBuilder(line.substring(equals + 1)).append('\n'));
    }
  }

  /** Begins a file anew: what is told twice counts once. */
  private void open(String path) {
    open = path.equals(LINKS) || isPath(path) ? path : "";
    if (!open.isEmpty() && !open.equals(LINKS)) {
      files.put(open, new StringBuilder());
    }
  }

  private StringBuilder content(String path) {
    return files.computeIfAbsent(path, _ -> new StringBuilder());
  }

  /** {@code lrwxrwxrwx 1 root root 0 Nov 28 12:14 sys/… -> ../…}. */
  private void link(String line) {
    int arrow = line.indexOf(ARROW);
    if (arrow > 0 && line.startsWith("l")) {
      String path = line.substring(line.lastIndexOf(' ', arrow - 1) + 1, arrow);
      if (isPath(path)) {
        links.put(path, line.substring(arrow + ARROW.length()));
      }
    }
  }

  /** Whether it is a path below the root without steps upwards. */
  private static boolean isPath(String path) {
    return path.indexOf('/') > 0
        && path.length() < PATH_MAX
        && !("/" + path + "/").contains("/../")
        && CharMatcher.javaIsoControl().matchesNoneOf(path);
  }
}
