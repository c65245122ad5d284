package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines of an ssh_config file, with the files that it includes in their place (ssh_config(5)).
 *
 * @param lines in the order in which they count
 */
record ConfigFile(ImmutableList<Line> lines) {
  private static final int DEEPEST = 16;

  /**
   * One directive.
   *
   * @param keyword in lower case
   * @param place file and line, for messages
   * @param depth how many inclusions deep it stands
   */
  record Line(String keyword, ImmutableList<String> words, String place, int depth) {}

  /** Nothing said. */
  static final ConfigFile EMPTY = new ConfigFile(ImmutableList.of());

  /** Reads a file; one that is not there says nothing. */
  static ConfigFile read(Path file, Path includes) throws IOException {
    List<Line> lines = new ArrayList<>();
    if (Files.isReadable(file) && !Files.isDirectory(file)) {
      add(file, includes, lines, 0);
    }
    return new ConfigFile(ImmutableList.copyOf(lines));
  }

  private static void add(Path file, Path includes, List<Line> lines, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IOException(file + " is included too deeply; does it include itself?");
    }
    int number = 0;
    for (String text :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (!ConfigWords.of(text.strip()).isEmpty()) {
        Line line = line(text.strip(), file + ":" + number, depth);
        if (line.keyword().equals("include")) {
          include(line, includes, lines, depth);
        } else {
          lines.add(line);
        }
      }
    }
  }

  /** A directive that is no empty line; the command of {@code ProxyCommand} is one word. */
  static Line line(String text, String place, int depth) {
    List<String> words = ConfigWords.of(text);
    String keyword = words.getFirst().toLowerCase(Locale.ROOT);
    List<String> values =
        keyword.equals("proxycommand")
            ? List.of(ConfigWords.rest(text))
            : words.subList(1, words.size());
    return new Line(keyword, ImmutableList.copyOf(values), place, depth);
  }

  private static void include(Line line, Path includes, List<Line> lines, int depth)
      throws IOException {
    // A block opened inside an included file ends with it: marked by this pair of lines.
    lines.add(new Line("{", ImmutableList.of(), line.place(), depth));
    for (String word : line.words()) {
      for (Path file : glob(includes.resolve(Homes.expand(word)))) {
        add(file, includes, lines, depth + 1);
      }
    }
    lines.add(new Line("}", ImmutableList.of(), line.place(), depth));
  }

  private static List<Path> glob(Path pattern) throws IOException {
    String name = pattern.getFileName().toString();
    if (!name.contains("*") && !name.contains("?") && !name.contains("[")) {
      return Files.isReadable(pattern) ? List.of(pattern) : List.of();
    }
    List<Path> found = new ArrayList<>();
    Path folder = pattern.getParent();
    if (folder != null && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name)) {
        files.forEach(found::add);
      }
    }
    return found.stream().filter(Files::isRegularFile).sorted().toList();
  }
}
