package dev.javaform.modules.linux;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import java.util.List;

/**
 * A probe's output in sections. A section starts with a line {@code = title}; each of its lines
 * starts with a bar, so that nothing a file holds can be taken for a title.
 */
public record Sections(
    ImmutableListMultimap<String, String> lines, ImmutableMap<String, SeenFile> files) {

  private static final String FILE = "file ";

  /**
   * Shell functions for a probe: {@code title NAME} starts a section, {@code bars} is a filter that
   * makes text a section's lines, {@code file PATH} shows a file with its digest where there is
   * one.
   */
  private static final String FUNCTIONS =
      """
      LC_ALL=C; export LC_ALL
      title() { printf '\\n= %s\\n' "$*"; }
      bars() { sed 's/^/|/'; }
      section() { title "$1"; shift; "$@" 2>/dev/null | bars; }
      file() {
        [ -f "$1" ] || return 0
        if [ -r "$1" ]; then
          title "file $(sha256sum < "$1" | cut -c1-64) $1"; bars < "$1"
        else
          title "unreadable"; printf '|%s\\n' "$1"
        fi
      }
      """;

  /**
   * A probe whose text may use the functions {@code title}, {@code bars}, {@code section} and
   * {@code file}.
   */
  public static Script.Sh script(String text, Object... arguments) {
    return Script.sh(FUNCTIONS).then(Script.sh(text, arguments));
  }

  /** The sections that a probe printed. */
  public static Sections read(Output output) {
    var lines = ImmutableListMultimap.<String, String>builder();
    List<String> printed = Splitter.on('\n').splitToList(output.stdout());
    String title = "";
    for (String line : printed) {
      if (line.startsWith("= ")) {
        title = line.substring(2);
      } else if (line.startsWith("|")) {
        lines.put(title, line.substring(1));
      }
    }
    return new Sections(lines.build(), files(printed, lines.build()));
  }

  private static ImmutableMap<String, SeenFile> files(
      List<String> printed, ImmutableListMultimap<String, String> lines) {
    var files = ImmutableMap.<String, SeenFile>builder();
    printed.stream()
        .filter(line -> line.startsWith("= " + FILE))
        .map(line -> line.substring(2))
        .forEach(title -> files.put(title.substring(FILE.length() + 65), file(title, lines)));
    return files.buildKeepingLast();
  }

  private static SeenFile file(String title, ImmutableListMultimap<String, String> lines) {
    Digest digest = new Digest(title.substring(FILE.length(), FILE.length() + 64));
    String text = Joiner.on('\n').join(lines.get(title));
    return List.of(text + "\n", text).stream()
        .filter(candidate -> Content.of(candidate).digest().equals(digest))
        .findFirst()
        .map(exact -> new SeenFile(digest, exact, true))
        .orElseGet(() -> new SeenFile(digest, text + "\n", false));
  }

  /** The lines of a section; none where it is empty or absent. */
  public ImmutableList<String> of(String title) {
    return lines.get(title);
  }

  /** The first line of a section, or an empty text. */
  public String first(String title) {
    return of(title).isEmpty() ? "" : of(title).getFirst();
  }

  /** Whether a section has a line. */
  public boolean has(String title) {
    return lines.containsKey(title);
  }

  /** The text of a file, empty where it is absent. */
  public String text(String path) {
    return files.getOrDefault(path, SeenFile.ABSENT).text();
  }

  /** The files below a directory, in the order they were shown. */
  public ImmutableMap<String, SeenFile> below(String directory) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().startsWith(directory))
        .collect(ImmutableMap.toImmutableMap(file -> file.getKey(), file -> file.getValue()));
  }
}
