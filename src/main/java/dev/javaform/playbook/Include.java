package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code include_tasks} or {@code include_role}: decided while running, for each host. {@code when}
 * and the loop belong to the include itself; {@code apply} holds the keywords for what it includes.
 *
 * @param task the include as a task, with its loop, register and arguments; its module's name tells
 *     the kind
 * @param vars its own {@code vars}: for all it includes, stronger than what that sets itself
 * @param folder where relative file names begin
 * @param base the folder of the play's file, where names that {@code folder} does not have are
 *     looked up
 * @param inner the keywords that what it includes inherits: those around the include and {@code
 *     apply}, but neither its {@code when} nor its {@code tags}; unlike Ansible's its {@code
 *     no_log}, as whoever writes that expects it to hide what is included
 * @param known the variables of its play
 * @param foreseen what it brings where its name is constant, for checks before the run; nothing
 *     where it is not, and where another include of the same stands before it
 * @param mistakes what is wrong with what it names: a missing file, one that cannot be read
 */
public record Include(
    Task task,
    Yaml.Mapping vars,
    Path folder,
    Path base,
    Keywords inner,
    Yaml.Mapping known,
    Included foreseen,
    ImmutableList<Diagnostic> mistakes)
    implements Entry {

  /** What an include brings. */
  public enum Kind {
    TASKS,
    ROLE;

    static Kind of(Yaml.Scalar module) {
      return switch (Directive.of(module.text()).orElseThrow()) {
        case INCLUDE_TASKS -> TASKS;
        case INCLUDE_ROLE -> ROLE;
        case INCLUDE, INCLUDE_VARS, IMPORT_PLAYBOOK, IMPORT_ROLE, IMPORT_TASKS, META ->
            throw new IllegalArgumentException(module.text() + " is not an include");
      };
    }
  }

  /** What it brings. */
  public Kind kind() {
    return Kind.of(task.module());
  }

  /** Where what it includes is named; the include itself where it names nothing. */
  public Mark named() {
    return task.freeForm()
        .map(Yaml::mark)
        .or(() -> Stream.of("file", "name", "role").flatMap(this::argument).findFirst())
        .orElse(task.mark());
  }

  private Stream<Mark> argument(String name) {
    return task.arguments().value(name).map(Yaml::mark).stream();
  }

  @Override
  public Mark mark() {
    return task.mark();
  }

  @Override
  public Keywords keywords() {
    return task.keywords();
  }
}
