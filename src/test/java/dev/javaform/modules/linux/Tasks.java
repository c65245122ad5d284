package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.binding.Binder;
import dev.javaform.binding.Modules;
import dev.javaform.binding.SearchPath;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.SafePath;
import dev.javaform.module.Step;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Task;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a module of a task's arguments, as a run does: they are what a playbook would say. */
public final class Tasks {

  private static final Binder BINDER = new Binder(new Modules(), new AnsibleTemplates());

  /** A host without variables. */
  private record Nothing() implements Scope {
    @Override
    public Optional<Variable> lookup(String name) {
      return Optional.empty();
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }
  }

  private Tasks() {}

  /**
   * {@code task(Copy.class, "dest", "/etc/motd", "content", "hello\n")}.
   *
   * @throws dev.javaform.binding.ArgumentException where the module does not take them
   */
  public static <M extends Module<?>> M task(Class<M> type, Object... arguments) {
    ImmutableList.Builder<Yaml.Entry> entries = ImmutableList.builder();
    for (int at = 0; at < arguments.length; at += 2) {
      entries.add(new Yaml.Entry(scalar(arguments[at]), yaml(arguments[at + 1])));
    }
    Task task = call(type.getAnnotation(Name.class).value(), entries.build());
    return type.cast(BINDER.bind(task, new Nothing(), new SearchPath(ImmutableList.of()), _ -> {}));
  }

  private static Task call(String module, ImmutableList<Yaml.Entry> arguments) {
    return new Task(
        Optional.empty(),
        scalar(module),
        new Yaml.Mapping(arguments, Mark.NOWHERE),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        Mark.NOWHERE,
        Keywords.NONE);
  }

  private static Yaml yaml(Object value) {
    return switch (value) {
      case List<?> items ->
          new Yaml.Sequence(
              items.stream().map(Tasks::yaml).collect(ImmutableList.toImmutableList()),
              Mark.NOWHERE);
      case Map<?, ?> map ->
          new Yaml.Mapping(
              map.entrySet().stream()
                  .map(entry -> new Yaml.Entry(scalar(entry.getKey()), yaml(entry.getValue())))
                  .collect(ImmutableList.toImmutableList()),
              Mark.NOWHERE);
      case Integer number -> scalar(number.longValue());
      case String _, Boolean _, Long _, Double _ -> scalar(value);
      default -> throw new AssertionError("nothing that YAML has: " + value);
    };
  }

  private static Yaml.Scalar scalar(Object value) {
    return new Yaml.Scalar(value, value.toString(), Mark.NOWHERE, false);
  }

  /** The scripts of a plan, without the functions that make them safe. */
  public static String changes(Plan<?> plan) {
    return plan.steps().stream()
        .map(
            step ->
                Posix.of(((Step.Run) step).script()).text().replace(SafePath.FUNCTIONS + "\n", ""))
        .collect(Collectors.joining("\n"));
  }
}
