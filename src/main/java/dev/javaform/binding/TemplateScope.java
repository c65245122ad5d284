package dev.javaform.binding;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What a template file sees beside the task's variables, as the template module documents it. */
record TemplateScope(Scope outer, ImmutableMap<String, Variable> own) implements Scope {

  static TemplateScope of(Scope outer, Path template) {
    String path = template.toString();
    return new TemplateScope(
        outer,
        ImmutableMap.of(
            "ansible_managed", new Variable.Given("Ansible managed"),
            "template_path", new Variable.Given(path),
            "template_fullpath", new Variable.Given(template.toAbsolutePath().toString()),
            "template_host", new Variable.Given(Controller.name()),
            "template_uid", new Variable.Given(System.getProperty("user.name"))));
  }

  @Override
  public Optional<Variable> lookup(String name) {
    if (name.equals("ansible_managed")) {
      return outer.lookup(name).or(() -> own(name));
    }
    return own(name).or(() -> outer.lookup(name));
  }

  private Optional<Variable> own(String name) {
    return Optional.ofNullable(own.get(name));
  }

  @Override
  public Set<String> names() {
    return Sets.union(own.keySet(), outer.names());
  }

  @Override
  public void told() {
    outer.told();
  }
}
