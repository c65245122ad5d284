package dev.javaform.template.function;

import dev.javaform.python.Tuple;
import dev.javaform.source.Unreadable;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters and tests on POSIX paths; those that look at files look at the controller's. */
final class PathFilters {

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

  private PathFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("basename", value -> base(Text.str(value)))
        .add("dirname", value -> directory(Text.str(value)))
        .add("splitext", value -> extension(Text.str(value)))
        .add("expanduser", value -> home(Text.str(value)))
        .add("expandvars", value -> variables(Text.str(value)))
        .add("realpath", value -> real(Text.str(value)))
        .add("relpath", "start?", (value, call) -> relative(Text.str(value), call))
        .add("path_join", PathFilters::join)
        .add("fileglob", value -> glob(Text.str(value)));
  }

  static void addTo(Tests tests) {
    tests
        .add("exists", value -> Files.exists(path(value)))
        .add("file", value -> Files.isRegularFile(path(value)))
        .alias("is_file", "file")
        .add("directory", value -> Files.isDirectory(path(value)))
        .alias("is_dir", "directory")
        .add("link", value -> Files.isSymbolicLink(path(value)))
        .alias("is_link", "link")
        .add(
            "link_exists",
            value -> Files.exists(path(value), java.nio.file.LinkOption.NOFOLLOW_LINKS))
        .add("abs", value -> Text.str(value).startsWith("/"))
        .alias("is_abs", "abs")
        .add("same_file", "other", (value, call) -> same(path(value), path(call.get("other"))))
        .alias("is_same_file", "same_file");
  }

  private static Path path(@Nullable Object value) {
    return Path.of(Text.str(value));
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (FileSystemException failure) {
      throw ExpressionException.failed(
          "%s and %s cannot be compared: %s %s",
          one, other, failure.getFile(), Unreadable.why(failure));
    } catch (IOException _) {
      throw ExpressionException.failed("%s and %s cannot be compared", one, other);
    }
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String directory(String path) {
    String head = path.substring(0, path.lastIndexOf('/') + 1);
    boolean root = head.chars().allMatch(letter -> letter == '/');
    return root ? head : head.replaceAll("/+$", "");
  }

  private static Tuple extension(String path) {
    int name = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    boolean leading =
        dot < name || path.substring(name, dot).chars().allMatch(letter -> letter == '.');
    return leading ? Tuple.of(path, "") : Tuple.of(path.substring(0, dot), path.substring(dot));
  }

  private static String home(String path) {
    boolean own = path.equals("~") || path.startsWith("~/");
    return own ? System.getProperty("user.home") + path.substring(1) : path;
  }

  private static String variables(String path) {
    return VARIABLE
        .matcher(path)
        .replaceAll(
            name -> {
              String value = System.getenv(name.group(1) == null ? name.group(2) : name.group(1));
              return Matcher.quoteReplacement(value == null ? name.group() : value);
            });
  }

  private static String real(String path) {
    Path absolute = Path.of(path).toAbsolutePath().normalize();
    try {
      return absolute.toRealPath().toString();
    } catch (IOException _) {
      return absolute.toString();
    }
  }

  private static String relative(String path, Bound call) {
    Path start = Path.of(call.text("start", ".")).toAbsolutePath().normalize();
    String relative = start.relativize(Path.of(path).toAbsolutePath().normalize()).toString();
    return relative.isEmpty() ? "." : relative;
  }

  private static String join(@Nullable Object value) {
    StringBuilder joined = new StringBuilder();
    for (Object part : value instanceof String ? List.of(value) : Values.items(value)) {
      String text = Text.str(part);
      if (text.startsWith("/")) {
        joined.setLength(0);
      } else if (!joined.isEmpty() && joined.charAt(joined.length() - 1) != '/') {
        joined.append('/');
      }
      joined.append(text);
    }
    return joined.toString();
  }

  /** The regular files that fit the pattern, which may have wildcards in its last part. */
  static List<Object> glob(String pattern) {
    Path directory = Path.of(pattern).toAbsolutePath().getParent();
    List<Object> found = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, base(pattern))) {
      files.forEach(
          file -> {
            if (Files.isRegularFile(file)) {
              found.add(file.toString());
            }
          });
    } catch (IOException failure) {
      throw ExpressionException.failed("%s %s", directory, Unreadable.why(failure));
    }
    found.sort((left, right) -> Text.str(left).compareTo(Text.str(right)));
    return found;
  }
}
