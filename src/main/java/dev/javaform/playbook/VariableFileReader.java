package dev.javaform.playbook;

import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads files of variables. */
final class VariableFileReader {

  private final Loading loading;

  VariableFileReader(Loading loading) {
    this.loading = loading;
  }

  /** The variables of a file, or of all files in and below a folder in order of name. */
  Yaml.Mapping all(Path found, Mark from) {
    List<Yaml.Mapping> layers =
        files(found, from).stream().map(file -> mapping(file, from)).toList();
    return Mappings.joined(layers, layers.isEmpty() ? from : layers.getFirst().mark());
  }

  private List<Path> files(Path found, Mark from) {
    if (!Files.isDirectory(found)) {
      return List.of(found);
    }
    try (Stream<Path> inside = Files.list(found)) {
      return inside
          .sorted()
          .filter(VariableFileReader::visible)
          .flatMap(it -> files(it, from).stream())
          .toList();
    } catch (IOException e) {
      String detail = "%s %s.".formatted(SourceText.name(found), Unreadable.why(e));
      loading.diagnostics().error("Unreadable folder", detail, from);
      return List.of();
    }
  }

  private static boolean visible(Path path) {
    String name = path.getFileName().toString();
    boolean ended = RoleFiles.ENDINGS.stream().anyMatch(name::endsWith) || name.indexOf('.') < 0;
    return !name.startsWith(".") && !name.endsWith("~") && (ended || Files.isDirectory(path));
  }

  /** The variables of a file; none where it is empty or wrong, which is told. */
  Yaml.Mapping mapping(Path file, Mark from) {
    return loading.read(file, from).map(this::mapping).orElse(Mappings.empty(from));
  }

  private Yaml.Mapping mapping(Yaml content) {
    if (content instanceof Yaml.Mapping mapping) {
      Identifiers.warn(mapping, loading.diagnostics());
      return mapping;
    }
    if (!Fields.isNull(content)) {
      String detail = "A variables file is a mapping of names to values, but this is %s.";
      loading.diagnostics().error("Wrong type", detail.formatted(content.kind()), content.mark());
    }
    return Mappings.empty(content.mark());
  }
}
