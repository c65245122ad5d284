package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Module;
import dev.javaform.module.NamedValues;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Task;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task's arguments for the variables of a host; the first mistake ends it. */
final class HostBinding extends Binding {

  private final Templates templates;
  private final Scope scope;
  private final SearchPath path;
  private final Consumer<Secret> secrets;

  /**
   * @param secrets told of every argument that is a secret, before anything is said of it
   */
  HostBinding(
      Task task,
      ModuleType type,
      Templates templates,
      Scope scope,
      SearchPath path,
      Consumer<Secret> secrets) {
    super(task, type);
    this.templates = templates;
    this.scope = scope;
    this.path = path;
    this.secrets = secrets;
  }

  Module<?> module() {
    takeAll();
    return create();
  }

  @Override
  void refuse(Diagnostic diagnostic) {
    throw new ArgumentException(diagnostic);
  }

  @Override
  void take(Parameter parameter, Yaml written) {
    try {
      read(parameter, written).ifPresent(this::note);
    } catch (BadArgument e) {
      refuse(Arguments.bad(type, parameter, written.mark(), e));
    } catch (TemplateException e) {
      throw parameter.isSecret() && !e.isUndefined()
          ? new TemplateException(Arguments.unshown(type, parameter, e.diagnostic()), false)
          : e;
    }
  }

  private void note(Object value) {
    Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (plain instanceof Secret secret) {
      secrets.accept(secret);
    }
  }

  @Override
  Yaml.Mapping whole(Yaml template) {
    Listening listening = new Listening(scope);
    Object value = templates.render(template, listening);
    if (listening.heard()) {
      refuse(Arguments.told(type, template.mark()));
    }
    if (Templates.isOmitted(value)
        || !(Verbatim.of(value, template.mark()) instanceof Yaml.Mapping all)) {
      throw new ArgumentException(Arguments.noMapping(type, template.mark()));
    }
    return all;
  }

  @Override
  void takeOther(Yaml.Entry entry) {
    readOther(entry);
  }

  /** What the user names freely may be named by a variable, but not as a host pleases. */
  @Override
  String name(Yaml.Entry entry) {
    if (!entry.key().isTemplate()) {
      return entry.name();
    }
    Listening listening = new Listening(scope);
    String name = String.valueOf(templates.render(entry.key(), listening));
    if (listening.heard()) {
      ReservedNames.refuse(name, entry.key().mark());
    }
    return name;
  }

  @Override
  @Nullable Object render(Yaml written) {
    return templates.render(written, scope);
  }

  @Override
  Object json(Object value, Mark mark) {
    ImmutableMap<String, Variable> it = ImmutableMap.of("content", new Variable.Given(value));
    return String.valueOf(
        templates.evaluate("content | to_json", mark, new TemplateScope(scope, it)));
  }

  /** {@code var:} may hold an expression or, as a template, the value itself. */
  @Override
  Evaluated evaluated(Yaml written) {
    String expression = Arguments.expression(String.valueOf(written.plain()));
    return new Evaluated(expression, valueOf(expression, written.mark()));
  }

  /** To look at what is not defined is no mistake: that it is not, is what one sees. */
  private @Nullable Object valueOf(String expression, Mark place) {
    try {
      return templates.renderExpression(expression, place, scope);
    } catch (TemplateException e) {
      if (e.isUndefined()) {
        return "VARIABLE IS NOT DEFINED!";
      }
      throw e;
    }
  }

  @Override
  ImmutableList<Evaluated> conditions(ImmutableList<Condition> written) {
    return written.stream()
        .flatMap(condition -> templates.judge(condition, scope).stream())
        .map(judged -> new Evaluated(judged.condition(), judged.holds()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  NamedValues named(Map<String, Object> mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (String name : mapping.keySet()) {
      scope
          .lookup(name)
          .ifPresent(
              variable -> {
                values.put(name, known(templates.value(name, scope)));
                place(variable).ifPresent(place -> places.put(name, place.toString()));
              });
    }
    return new NamedValues(mapping, values, places);
  }

  private static @Nullable Object known(@Nullable Object value) {
    return UnknownValueException.known(value);
  }

  private static Optional<Mark> place(Variable variable) {
    return variable instanceof Variable.Written(Yaml written)
        ? Optional.of(written.mark())
        : Optional.empty();
  }

  @Override
  ControllerFile file(String name) {
    return ControllerFiles.read(path.require(name, "files"), name);
  }

  @Override
  ControllerFile template(String name, Templates.FileOptions options) {
    Path template = path.require(name, "templates");
    String text =
        templates.renderFile(
            ControllerFiles.text(template),
            options,
            path.templatesFor(template),
            TemplateScope.of(scope, template));
    return ControllerFiles.rendered(template, name, text);
  }
}
