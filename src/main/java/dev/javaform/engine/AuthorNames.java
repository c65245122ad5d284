package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.NameTemplates;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.Map;

/** Names made of what the command line and the playbook itself say. */
public final class AuthorNames implements NameTemplates {

  private final Templates templates;
  private final Yaml.Mapping extraVars;

  public AuthorNames(Templates templates, Yaml.Mapping extraVars) {
    this.templates = templates;
    this.extraVars = extraVars;
  }

  @Override
  public String render(Yaml.Scalar name, ImmutableList<Yaml.Mapping> variables) {
    Layers layers = new Layers();
    ImmutableList.Builder<Map<String, Variable>> all = ImmutableList.builder();
    all.add(layers.written(extraVars));
    variables.forEach(mapping -> all.add(layers.written(mapping)));
    try {
      return String.valueOf(templates.render(name, new LayeredScope(all.build())));
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    }
  }
}
