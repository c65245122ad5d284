package dev.javaform.template.function;

import dev.javaform.template.expression.Names;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What lookups need of the call they stand in. */
public interface LookupContext {

  /** The variables. */
  Names names();

  /**
   * A file of the controller, searched where Ansible's lookups search.
   *
   * @param folder {@code files} or {@code templates}, looked into first
   */
  Optional<Path> find(String folder, String name);

  /** What is read now comes from outside of the playbook: it is told. */
  void told();

  /** The text of a template file, rendered with more variables. */
  String render(Path template, Map<String, Object> variables);
}
