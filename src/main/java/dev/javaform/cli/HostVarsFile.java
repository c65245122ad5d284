package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file with the variables of a host, in which a block between two marks is ours: nothing else
 * of it is touched.
 *
 * @param path where it is, or will be
 * @param before what stands before the block
 * @param block the block with its marks; empty where there is none yet
 * @param after what stands behind it
 */
record HostVarsFile(Path path, String before, String block, String after) {

  private static final ImmutableList<String> ENDINGS = ImmutableList.of("", ".yml", ".yaml");
  private static final Pattern NAME = Pattern.compile("[\\w][\\w.@:+-]*");

  /**
   * The file of a host, where its inventory has it.
   *
   * @throws DiagnosticException where it cannot be read, or where that is nowhere
   */
  static HostVarsFile of(String host, Path folder) throws IOException {
    if (!NAME.matcher(host).matches()) {
      throw mistake("The name of %s can be no file's; give it another one in the inventory.", host);
    }
    Path path = path(folder.resolve("host_vars"), host);
    return parse(path, Files.exists(path) ? Files.readString(path) : "");
  }

  /** As the inventory looks it up: a folder of files, or one file. */
  private static Path path(Path folder, String host) {
    Path first =
        ENDINGS.stream()
            .map(ending -> folder.resolve(host + ending))
            .filter(Files::exists)
            .findFirst()
            .orElseGet(() -> folder.resolve(host + ".yml"));
    return Files.isDirectory(first) ? first.resolve("javaform.yml") : first;
  }

  private static HostVarsFile parse(Path path, String text) {
    int begin = text.startsWith(SetupBlock.BEGIN) ? 0 : text.indexOf("\n" + SetupBlock.BEGIN) + 1;
    boolean there = begin > 0 || text.startsWith(SetupBlock.BEGIN);
    if (!there) {
      return new HostVarsFile(path, text, "", "");
    }
    int mark = text.indexOf("\n" + SetupBlock.END, begin);
    if (mark < 0) {
      throw mistake("%s has the mark \"" + SetupBlock.BEGIN + "\" but no end of it.", path);
    }
    int line = text.indexOf('\n', mark + 1);
    int end = line < 0 ? text.length() : line + 1;
    return new HostVarsFile(
        path, text.substring(0, begin), text.substring(begin, end), text.substring(end));
  }

  /** The variables of the block. */
  ImmutableMap<String, Object> variables() {
    ImmutableMap.Builder<String, Object> variables = ImmutableMap.builder();
    entries(block)
        .forEach(
            entry ->
                Optional.ofNullable(entry.value().plain())
                    .ifPresent(value -> variables.put(entry.name(), value)));
    return variables.buildKeepingLast();
  }

  /** The names of the variables that stand outside of the block. */
  ImmutableSet<String> foreign() {
    return Stream.of(before, after)
        .flatMap(text -> entries(text).stream())
        .map(Yaml.Entry::name)
        .collect(ImmutableSet.toImmutableSet());
  }

  private List<Yaml.Entry> entries(String text) {
    Diagnostics found = new Diagnostics();
    Optional<Yaml> yaml =
        text.isBlank()
            ? Optional.empty()
            : YamlReader.read(SourceText.of(path.toString(), text), found);
    found.throwIfErrors();
    return yaml.filter(Yaml.Mapping.class::isInstance)
        .map(mapping -> (List<Yaml.Entry>) ((Yaml.Mapping) mapping).entries())
        .orElse(ImmutableList.of());
  }

  /** The whole text. */
  String text() {
    return before + block + after;
  }

  /** The same file with another block; where there was none it comes last. */
  HostVarsFile with(String other) {
    String start = before.isEmpty() ? "---\n" : before;
    boolean apart = !block.isEmpty() || before.isEmpty();
    String gap = apart || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    return new HostVarsFile(path, start + gap, other, after);
  }

  /** Puts it in place, all of it or nothing. */
  void write() throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path next = Files.createTempFile(path.toAbsolutePath().getParent(), ".javaform", ".yml~");
    try {
      Files.writeString(next, text());
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static DiagnosticException mistake(String form, Object what) {
    return new DiagnosticException(Diagnostic.error("No file", form.formatted(what)));
  }
}
