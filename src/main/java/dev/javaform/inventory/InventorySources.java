package dev.javaform.inventory;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads everything that {@code -i} can name: files, directories of them, lists of hosts. */
final class InventorySources {

  /** What Ansible passes over in a directory (INVENTORY_IGNORE_EXTS and the like). */
  private static final Pattern IGNORED =
      Pattern.compile(
          "\\..*|host_vars|group_vars|vars_plugins"
              + "|.*(\\.(pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry)|~)");

  private static final Pattern OWN_COLLECTION = Pattern.compile("ansible\\.(builtin|legacy)\\.");

  private static final ImmutableSet<String> YAML_ENDINGS = ImmutableSet.of("yml", "yaml", "json");

  /** A first line that only YAML begins with: a key, a document start, a flow mapping. */
  private static final Pattern YAML_LINE =
      Pattern.compile("---.*|%YAML.*|\\{.*|(\"[^\"]+\"|'[^']+'|[^\\s\\[\"'#:=]+)\\s*:(\\s.*)?");

  private final Draft draft;
  private final Optional<Mark> from;
  private final HostExpressions expressions;
  private final boolean ranges;
  private final Diagnostics diagnostics;

  /**
   * @param from where the sources are named, if that is in a file
   * @param ranges whether lists of hosts hold ranges
   */
  InventorySources(
      Draft draft,
      Optional<Mark> from,
      HostExpressions expressions,
      boolean ranges,
      Diagnostics diagnostics) {
    this.draft = draft;
    this.from = from;
    this.expressions = expressions;
    this.ranges = ranges;
    this.diagnostics = diagnostics;
  }

  /** Reads one source, as the user named it. */
  void read(String source, Path workingDirectory) {
    Path path = workingDirectory.resolve(source);
    if (Files.exists(path)) {
      read(path);
    } else if (source.contains(",")) {
      hostList(source, path);
    } else {
      diagnostics.add(
          new Diagnostic(Diagnostic.Severity.ERROR, "Inventory not found", missing(source), from));
    }
  }

  private String missing(String source) {
    String hint =
        from.isPresent()
            ? "; a comment behind a value begins with ; there, not with #."
            : ": -i %s,".formatted(source);
    return "%s does not exist. To name a host instead of a file, put a comma after it%s"
        .formatted(source, hint);
  }

  private void read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        directory(path);
      } else {
        file(path);
      }
    } catch (IOException e) {
      String detail = "%s %s.".formatted(SourceText.name(path), Unreadable.why(e));
      diagnostics.add(Diagnostic.error("Unreadable inventory", detail));
    }
  }

  private void directory(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      listed
          .filter(path -> !IGNORED.matcher(path.getFileName().toString()).matches())
          .sorted()
          .forEach(this::read);
    }
  }

  private void file(Path file) throws IOException {
    if (isProgram(file)) {
      script(file);
      return;
    }
    SourceText.read(file, diagnostics).ifPresent(text -> text(text, file));
  }

  private void script(Path file) {
    try {
      Path named = file.toAbsolutePath().normalize();
      ScriptInventory.read(new InventoryScript(file, diagnostics), named, draft);
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
    }
  }

  private static boolean isProgram(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      return (magic.length > 1 && magic[0] == '#' && magic[1] == '!')
          || Arrays.equals(magic, new byte[] {0x7f, 'E', 'L', 'F'});
    }
  }

  private void text(SourceText text, Path file) {
    Path named = file.toAbsolutePath().normalize();
    if (isYaml(text.source(), file)) {
      YamlReader.read(text, diagnostics).ifPresent(document -> yaml(document, named));
    } else {
      IniInventory.read(text.source(), named, draft, diagnostics);
    }
  }

  private void yaml(Yaml document, Path file) {
    try {
      switch (document instanceof Yaml.Mapping settings ? plugin(settings) : "") {
        case "constructed" ->
            new ConstructedInventory((Yaml.Mapping) document, expressions, draft, diagnostics)
                .read();
        case "generator" ->
            new GeneratorInventory((Yaml.Mapping) document, file, expressions, draft, diagnostics)
                .read();
        default -> YamlInventory.read(document, file, draft, diagnostics);
      }
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
    }
  }

  /** The plugin that the file is for, without Ansible's own collections before it. */
  private static String plugin(Yaml.Mapping settings) {
    return settings
        .value("plugin")
        .map(Yaml::plain)
        .map(name -> OWN_COLLECTION.matcher(name.toString()).replaceFirst(""))
        .orElse("");
  }

  private static boolean isYaml(Source source, Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return YAML_ENDINGS.contains(ending)
        || source.lines().stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && "#;".indexOf(line.charAt(0)) < 0)
            .findFirst()
            .filter(line -> YAML_LINE.matcher(line).matches())
            .isPresent();
  }

  private void hostList(String list, Path path) {
    Source source = Source.of("-i", list);
    DraftGroup ungrouped = draft.group(Draft.UNGROUPED, Mark.NOWHERE);
    int column = 1;
    for (String written : Splitter.on(',').split(list)) {
      String host = written.strip();
      if (!host.isEmpty() && !draft.hosts.containsKey(host)) {
        listed(host, ungrouped, path, source.at(1, column + written.indexOf(host)));
      }
      column += written.length() + 1;
    }
  }

  private void listed(String host, DraftGroup ungrouped, Path path, Mark mark) {
    try {
      HostNames names = ranges ? HostNames.parse(host, mark) : HostNames.plain(host, mark);
      draft.add(names, ungrouped, Map.of(), path, mark);
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
    }
  }

  /** The sources as they are known while running. */
  static ImmutableList<String> named(List<String> sources, Path workingDirectory) {
    return sources.stream()
        .filter(source -> !source.isBlank())
        .map(source -> named(source, workingDirectory.resolve(source)))
        .collect(ImmutableList.toImmutableList());
  }

  private static String named(String source, Path path) {
    return Files.exists(path) ? path.toAbsolutePath().normalize().toString() : source;
  }

  /** The folders beside which group_vars and host_vars of these sources lie. */
  static List<Path> folders(List<String> sources, Path workingDirectory) {
    return sources.stream()
        .filter(source -> !source.isBlank())
        .map(workingDirectory::resolve)
        .map(path -> path.toAbsolutePath().normalize())
        .filter(Files::exists)
        .map(path -> Files.isDirectory(path) ? path : path.getParent())
        .toList();
  }
}
