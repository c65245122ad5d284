package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;

/** Makes the names of files and roles of templates while a playbook is read. */
public interface NameTemplates {

  /** No template becomes a name. */
  NameTemplates NONE =
      (name, _) -> {
        throw new DiagnosticException(
            Diagnostic.error("Name not constant", "No variable has a value yet.", name.mark()));
      };

  /**
   * The name that a template becomes.
   *
   * @param variables what is known without a host, the strongest first
   * @throws DiagnosticException where it speaks of anything else
   */
  String render(Yaml.Scalar name, ImmutableList<Yaml.Mapping> variables);
}
