package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.binding.IncludedVariables;
import dev.javaform.binding.ReservedNames;
import dev.javaform.event.Outcome;
import dev.javaform.playbook.Task;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn of {@code include_vars}: what files on the controller say becomes variables of the host,
 * whose templates are resolved where they are used.
 */
final class VariablesWork implements Work {

  private final PlayTools tools;
  private final Task task;
  private final HostTask own;
  private final LayeredScope seen;
  private final HostState owner;
  private Map<String, Variable> variables = Map.of();

  /**
   * @param owner whose variables they become
   */
  VariablesWork(HostTask own, LayeredScope seen, HostState owner) {
    this.tools = own.tools();
    this.task = own.task();
    this.own = own;
    this.seen = seen;
    this.owner = owner;
  }

  @Override
  public RawResult attempt() {
    Listening listening = new Listening(seen);
    Map<String, Object> arguments = arguments(listening);
    IncludedVariables files = new IncludedVariables(task, arguments, own.searchPath());
    try {
      Yaml.Mapping content = files.variables();
      note(content);
      variables = named(content, arguments, listening.heard());
      if (files.merges()) {
        variables = merged(variables);
      }
      return RawResult.of(new Outcome.Unchanged(), values(files, shown()));
    } catch (DiagnosticException e) {
      RawResult failed = new Edge(own.host(), task.mark()).result(e);
      return failed.with(values(files, Map.of())).with(Map.of("message", e.first().message()));
    }
  }

  private Map<String, Object> arguments(Scope scope) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    task.arguments().entries().forEach(each -> put(each.name(), each.value(), scope, arguments));
    task.freeForm().ifPresent(name -> put(IncludedVariables.FREE_FORM, name, scope, arguments));
    return arguments;
  }

  private void put(String name, Yaml written, Scope scope, Map<String, Object> into) {
    Object value = tools.templates().renderKnown(written, scope);
    if (value != null && !Templates.isOmitted(value)) {
      into.put(name, value);
    }
  }

  private Map<String, Variable> named(
      Yaml.Mapping content, Map<String, Object> arguments, boolean told) {
    if (!arguments.containsKey("name")) {
      return tools.layers().written(content);
    }
    String name = String.valueOf(arguments.get("name"));
    if (told) {
      ReservedNames.refuse(name, task.module().mark());
    }
    return ImmutableMap.of(name, new Variable.Written(content));
  }

  private static Map<String, Object> values(IncludedVariables files, Map<String, Object> facts) {
    return ImmutableMap.of(
        "ansible_facts",
        facts,
        "ansible_included_var_files",
        files.read().stream().map(String::valueOf).collect(ImmutableList.toImmutableList()));
  }

  private void note(Yaml.Mapping content) {
    Map<String, Yaml> byName = new HashMap<>();
    content.entries().forEach(each -> byName.put(each.name(), each.value()));
    tools
        .settings()
        .secrets(byName)
        .forEach(secret -> tools.secrets().setting(own.host().name(), secret));
  }

  /** Mappings with what they held before. */
  private Map<String, Variable> merged(Map<String, Variable> newer) {
    Map<String, Variable> all = new LinkedHashMap<>();
    newer.forEach(
        (name, variable) ->
            all.put(
                name, seen.lookup(name).map(before -> merged(before, variable)).orElse(variable)));
    return all;
  }

  private Variable merged(Variable before, Variable after) {
    Listening both = new Listening(seen.below(Map.of("before", before, "after", after)));
    Object merged =
        tools
            .templates()
            .evaluate("before | combine(after, recursive=true)", task.module().mark(), both);
    return Variable.computed(merged, both.heard());
  }

  /** The variables as they are now; a template that cannot be resolved yet as it is written. */
  private Map<String, Object> shown() {
    Scope with = seen.below(variables);
    Map<String, Object> shown = new LinkedHashMap<>();
    variables.forEach((name, variable) -> shown.put(name, shown(name, variable, with)));
    return shown;
  }

  private @Nullable Object shown(String name, Variable variable, Scope with) {
    try {
      return tools.templates().value(name, with);
    } catch (TemplateException | UnknownValueException _) {
      return variable instanceof Variable.Written(Yaml yaml) ? yaml.plain() : null;
    }
  }

  @Override
  public void keep(RawResult result) {
    owner.included.putAll(variables);
  }
}
