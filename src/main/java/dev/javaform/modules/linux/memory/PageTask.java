package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a task says about huge pages.
 *
 * @param size of a page, as tasks write it
 * @param wanted how many pages, at all places together
 * @param places the directories of the places that they are taken from
 * @param single whether one node was named, of which other tasks may name others
 * @param guest who they are for; empty where that does not matter
 * @param keep how much memory to leave to the host at least; empty for the usual share
 */
record PageTask(
    String size,
    PageMode mode,
    long wanted,
    ImmutableList<String> places,
    boolean single,
    Optional<String> guest,
    Optional<String> keep) {

  /** The size of a page in KiB. */
  long kib() {
    return Size.of(size).kib();
  }
}
