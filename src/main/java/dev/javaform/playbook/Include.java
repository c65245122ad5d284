package dev.javaform.playbook;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * {@code include_tasks}, {@code include_role} or {@code include_vars}: decided while running, for
 * each host. {@code when} and the loop belong to the include itself; {@code apply} holds the
 * keywords for what it includes.
 *
 * @param task the include as a task, with its loop, register and arguments; its module's name tells
 *     the kind
 * @param folder where relative file names begin
 */
public record Include(Task task, Optional<Yaml.Mapping> apply, java.nio.file.Path folder)
    implements Entry {

  @Override
  public Mark mark() {
    return task.mark();
  }

  @Override
  public Keywords keywords() {
    return task.keywords();
  }
}
