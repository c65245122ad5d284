package dev.javaform.playbook;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/** Reads files of variables. */
final class VarsFiles {

  private final Loading loading;

  VarsFiles(Loading loading) {
    this.loading = loading;
  }

  /** The variables of a file; none where it is empty or wrong, which is told. */
  Yaml.Mapping mapping(Path file, Mark from) {
    return loading.read(file, from).map(this::mapping).orElse(Mappings.empty(from));
  }

  private Yaml.Mapping mapping(Yaml content) {
    if (content instanceof Yaml.Mapping mapping) {
      Identifiers.check(mapping, loading.diagnostics());
      return mapping;
    }
    if (!Fields.isNull(content)) {
      String detail = "A file of variables is a mapping of names to values, this is %s.";
      loading.diagnostics().error("Wrong type", detail.formatted(content.kind()), content.mark());
    }
    return Mappings.empty(content.mark());
  }
}
