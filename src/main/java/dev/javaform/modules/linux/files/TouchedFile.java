package dev.javaform.modules.linux.files;

import dev.javaform.module.Content;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.Optional;

/** {@code state: touch}: something is there, an empty file at least, and its times are set. */
record TouchedFile(String path, Wish wish) implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    return FileProbe.of(path, wish.details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    return seen.exists() ? touched(seen) : made(seen);
  }

  private Plan<FileState> touched(FileState seen) {
    Node now = seen.node().orElseThrow();
    FileState after = seen.with(wish.on(now, seen.place().maker()));
    return wish.plan(seen, after, Wish.steps(seen.path(), now, after.node().orElseThrow()))
        .returning(Returns.of(FileReturns.at("dest", after)));
  }

  private Plan<FileState> made(FileState seen) {
    if (!seen.place().parent()) {
      throw new ModuleFailure(
          "Error, could not touch target: the directory %s does not exist"
              .formatted(FileCopy.parent(seen.path())));
    }
    Replacement empty =
        new Replacement(Content.of(""), wish.ofNew(), false, Optional.empty(), true, false);
    Plan<FileState> plan = empty.plan(seen, FileReturns.at("dest", empty.after(seen)));
    return wish.details().isEvent()
        ? Plan.event(plan.before(), plan.after(), plan.steps()).returning(plan.returns())
        : plan;
  }
}
