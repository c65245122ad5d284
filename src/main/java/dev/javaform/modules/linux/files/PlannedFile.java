package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Content;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;
import java.util.Optional;

/** What there would be at a path once earlier tasks' plans had come about. */
final class PlannedFile {

  private FileState state;

  PlannedFile(FileState seen) {
    this.state = seen;
  }

  /**
   * The state then: what would be at this very path is there, however it was asked about; a
   * directory that would be made is one to put things in; of one that would be removed, nothing
   * below it would be left.
   *
   * @param planned the states that earlier tasks would have left, of all kinds, oldest first
   */
  FileState among(List<?> planned) {
    for (Object other : planned) {
      switch (other) {
        case FileState there -> there.all().forEach(this::beside);
        case HoldsFiles holder -> beside(holder.heldFiles());
        default -> {}
      }
    }
    return state.along(
        ImmutableMap.copyOf(
            Maps.transformValues(state.along(), each -> new PlannedFile(each).among(planned))));
  }

  private void beside(FileState other) {
    boolean gone = !other.exists() && other.link().isEmpty();
    if (other.path().equals(state.path())) {
      become(other);
    } else if (gone && state.path().startsWith(other.path() + "/")) {
      state = at(Optional.empty(), Optional.empty(), state.place().lost());
    } else if (other.exists()) {
      makeRoom(other.path());
    }
  }

  /** What is planned; what was not asked when that was planned is as it was seen. */
  private void become(FileState planned) {
    FileState seen = state;
    state =
        at(
            planned.link().map(after -> after.or(seen.link())),
            planned
                .node()
                .map(after -> after.or(seen.node().orElseGet(() -> seen.fresh(after.kind())))),
            planned.place().with(seen.place().fresh()));
  }

  /** A task that is about something else writes this file, or others beside it. */
  private void beside(ImmutableMap<String, SeenFile> files) {
    files.forEach(
        (path, file) -> {
          if (file.exists()) {
            makeRoom(path);
          }
        });
    Optional.ofNullable(files.get(state.realPath()))
        .filter(file -> file.faithful() && !file.digest().equals(state.digest()))
        .ifPresent(this::hold);
  }

  /** Something at {@code other} may mean that the directory above this path is there. */
  private void makeRoom(String other) {
    String parent = FileCopy.parent(state.path());
    if (other.equals(parent) || other.startsWith(parent + "/")) {
      state = at(state.link(), state.node(), state.place().made());
    }
  }

  private void hold(SeenFile file) {
    if (state.node().filter(there -> there.kind() != Kind.FILE).isEmpty()) {
      state = file.exists() ? state.with(holding(file)) : state.absent();
    }
  }

  private Node holding(SeenFile file) {
    return state
        .node()
        .orElseGet(() -> state.fresh(Kind.FILE).permitting(SeenFile.MODE))
        .with(Data.of(Content.of(file.text())));
  }

  private FileState at(Optional<FileState.Link> link, Optional<Node> node, FilePlace place) {
    return new FileState(state.path(), link, node, place, state.along());
  }
}
