package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.nio.file.Path;

/**
 * Where entries stand.
 *
 * @param base the folder of the play's file
 * @param folder the folder of the file they stand in
 * @param keywords what they inherit
 * @param known the variables of their play
 * @param notifies what they notify unless they say so themselves
 * @param handlers whether they are handlers
 * @param files the files of tasks around them, outermost first, to find circles
 */
record Place(
    Path base,
    Path folder,
    Keywords keywords,
    Yaml.Mapping known,
    ImmutableList<Yaml.Scalar> notifies,
    boolean handlers,
    ImmutableList<Path> files) {

  /** Directly in a file. */
  static Place of(Path base, Path folder, Keywords keywords, Yaml.Mapping known) {
    return new Place(base, folder, keywords, known, ImmutableList.of(), false, ImmutableList.of());
  }

  /** The place where what is included while running begins. */
  Place anew() {
    return of(base, folder, keywords, known);
  }

  /** The keywords of tasks that may stand here. */
  ImmutableSet<String> words() {
    return handlers ? KnownKeywords.HANDLER : KnownKeywords.TASK;
  }

  Place with(Keywords inherited) {
    return new Place(base, folder, inherited, known, notifies, handlers, files);
  }

  Place notifying(ImmutableList<Yaml.Scalar> names) {
    return names.isEmpty()
        ? this
        : new Place(base, folder, keywords, known, names, handlers, files);
  }

  Place forHandlers() {
    return new Place(base, folder, keywords, known, notifies, true, files);
  }

  /** Inside of a file of tasks. */
  Place in(Path file) {
    ImmutableList<Path> inner =
        ImmutableList.<Path>builder().addAll(files).add(file.normalize()).build();
    return new Place(
        base, file.toAbsolutePath().getParent(), keywords, known, notifies, handlers, inner);
  }
}
