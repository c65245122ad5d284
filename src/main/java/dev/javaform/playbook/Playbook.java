package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A playbook file and its plays, those of {@code import_playbook} included.
 *
 * @param file the file; its folder is where relative names begin, and {@code playbook_dir}
 */
public record Playbook(Path file, ImmutableList<Play> plays) {

  /** The folder of the file. */
  public Path folder() {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }
}
