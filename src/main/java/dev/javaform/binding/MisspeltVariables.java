package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Warns of variables that the user gives, that nothing uses, and whose names are nearly those of
 * others: options of roles, variables of the play, those that decide how a host is reached.
 */
final class MisspeltVariables {

  /** So far up a value's key may stand. */
  private static final int FARTHEST = 3;

  private final Mentions mentions;
  private final Outlook outlook;

  MisspeltVariables(Iterable<Path> roleFolders, Path playbookFolder, Outlook outlook) {
    this.mentions =
        new Mentions(
            ImmutableSet.copyOf(roleFolders),
            ImmutableSet.<Path>builder()
                .add(playbookFolder.toAbsolutePath())
                .addAll(outlook.inventoryFolders())
                .build());
    this.outlook = outlook;
  }

  /** Adds those of a play to {@code found}. */
  void check(PlayOptions play, Diagnostics found) {
    Map<String, Yaml> given = new LinkedHashMap<>(outlook.given(play.play()));
    play.given().forEach(given::putIfAbsent);
    given.forEach((name, value) -> check(name, value, play, found));
  }

  private void check(String name, Yaml value, PlayOptions play, Diagnostics found) {
    Optional<Diagnostic> warning = connection(name, value).or(() -> option(name, value, play));
    warning.filter(_ -> !mentions.contain(name)).ifPresent(found::add);
  }

  private static Optional<Diagnostic> connection(String name, Yaml value) {
    String detail =
        "\"%s\" does not decide how a host is reached, and nothing uses it. Did you mean \"%s\"?";
    return ConnectionNames.misspelt(name)
        .map(meant -> warning(detail.formatted(name, meant), name, value));
  }

  private static Optional<Diagnostic> option(String name, Yaml value, PlayOptions play) {
    String detail = "Nothing uses \"%s\". Did you mean %s?";
    return play.misspelt(name).map(meant -> warning(detail.formatted(name, meant), name, value));
  }

  /** The line is not shown: under a misspelt name there may be a password. */
  private static Diagnostic warning(String detail, String name, Yaml value) {
    return Diagnostic.warning("Unused variable", detail, key(name, value.mark()).blind());
  }

  /** Where the name of a value stands, which is before it. */
  private static Mark key(String name, Mark value) {
    Pattern key = Pattern.compile("(?<!\\w)%s(?=[\"']?\\s*[:=])".formatted(Pattern.quote(name)));
    return Stream.iterate(value.line(), line -> line - 1)
        .limit(FARTHEST)
        .flatMap(line -> on(line, value, key).stream())
        .findFirst()
        .orElse(value);
  }

  private static Optional<Mark> on(int line, Mark value, Pattern key) {
    return value
        .source()
        .line(line)
        .map(key::matcher)
        .filter(Matcher::find)
        .map(found -> value.source().at(line, found.start() + 1));
  }
}
