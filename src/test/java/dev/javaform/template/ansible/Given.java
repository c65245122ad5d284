package dev.javaform.template.ansible;

import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scope put together by a test. */
final class Given implements Scope {

  static final Templates TEMPLATES = new AnsibleTemplates();

  private final Map<String, Variable> variables = new LinkedHashMap<>();

  static Given nothing() {
    return new Given();
  }

  /** A variable whose text is a template. */
  Given written(String name, String text) {
    variables.put(name, new Variable.Written(scalar(text)));
    return this;
  }

  /** A variable written in YAML. */
  Given yaml(String name, String text) {
    Yaml yaml = YamlReader.read(Source.of("vars.yml", text), new Diagnostics()).orElseThrow();
    return variable(name, new Variable.Written(yaml));
  }

  Given variable(String name, Variable variable) {
    variables.put(name, variable);
    return this;
  }

  /** A variable with that value. */
  Given value(String name, Object value) {
    variables.put(name, new Variable.Given(value));
    return this;
  }

  /** A value that a host told. */
  Given told(String name, Object value) {
    variables.put(name, new Variable.Told(value));
    return this;
  }

  Object render(String text) {
    return TEMPLATES.render(scalar(text), this);
  }

  boolean holds(String condition) {
    return TEMPLATES.holds(new Condition(condition, Mark.NOWHERE), this);
  }

  static Yaml.Scalar scalar(String text) {
    return Yaml.Scalar.of(text, Source.of("play.yml", text).at(1, 1));
  }

  @Override
  public Optional<Variable> lookup(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Set<String> names() {
    return variables.keySet();
  }
}
