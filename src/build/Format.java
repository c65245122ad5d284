import com.google.common.hash.Hashing;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks or rewrites every Java file below the current folder's {@code src} in google-java-format's
 * style. The build runs this file as it is, on the project's JDK, since Maven's own may be too old
 * to parse the sources.
 *
 * <p>Arguments: {@code check} or {@code write}, then the file that remembers what was found well
 * formatted.
 */
final class Format {
  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().formatJavadoc(true).build());

  private final boolean write;
  private final Set<String> known;
  private final Set<String> good = new TreeSet<>();
  private final List<Path> bad = new ArrayList<>();

  private Format(boolean write, Set<String> known) {
    this.write = write;
    this.known = known;
  }

  public static void main(String[] args) throws IOException, FormatterException {
    var memory = Path.of(args[1]);
    var known = Files.exists(memory) ? Files.readAllLines(memory) : List.<String>of();
    var format = new Format(args[0].equals("write"), new HashSet<>(known));
    for (Path file : sources()) {
      format.visit(file);
    }
    Files.write(memory, format.good);
    format.report(Path.of(args[2]));
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private void visit(Path file) throws IOException, FormatterException {
    var text = Files.readString(file);
    if (known.contains(digest(text))) {
      good.add(digest(text));
      return;
    }
    var formatted = formatted(file, text);
    if (write && !formatted.equals(text)) {
      Files.writeString(file, formatted);
    }
    if (write || formatted.equals(text)) {
      good.add(digest(formatted));
    } else {
      bad.add(file);
    }
  }

  private static String formatted(Path file, String text) throws FormatterException {
    try {
      var ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
      return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (FormatterException e) {
      System.err.println(e.formatDiagnostics(file.toString(), text));
      throw e;
    }
  }

  private static String digest(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private void report(Path verdict) throws IOException {
    Files.deleteIfExists(verdict);
    bad.forEach(file -> System.err.println("not formatted: " + file));
    if (!bad.isEmpty()) {
      Files.writeString(verdict, bad.size() + " files\n");
    }
  }
}
