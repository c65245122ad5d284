package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/**
 * {@code include_tasks}, {@code include_role} or {@code include_vars}: decided while running, for
 * each host. {@code when} and the loop belong to the include itself; {@code apply} holds the
 * keywords for what it includes.
 *
 * @param task the include as a task, with its loop, register and arguments; its module's name tells
 *     the kind
 * @param vars its own {@code vars}: for all it includes, stronger than what that sets itself
 * @param folder where relative file names begin
 * @param base the folder of the play's file, where names that {@code folder} does not have are
 *     looked up
 * @param inner the keywords that what it includes inherits: those around the include and {@code
 *     apply}, but neither its {@code when} nor its {@code tags}
 * @param foreseen what it brings, handlers last, where its name is constant, for checks before the
 *     run; empty where it is not, and where another include of the same stands before it
 */
public record Include(
    Task task,
    Yaml.Mapping vars,
    Path folder,
    Path base,
    Keywords inner,
    ImmutableList<Entry> foreseen)
    implements Entry {

  /** Whether it may be left out on some hosts, or on all. */
  public boolean isConditional() {
    return !task.keywords().when().isEmpty();
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
