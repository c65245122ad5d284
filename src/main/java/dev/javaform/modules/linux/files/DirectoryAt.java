package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.List;

/**
 * {@code state: directory}: a directory is there with these attributes, and, where asked, all below
 * it has them too.
 */
record DirectoryAt(String path, boolean recurse, boolean follow, Wish wish)
    implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    Asked asked = wish.details().asked();
    return recurse ? Below.probe(path, asked) : FileProbe.of(path, asked);
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    refuse(seen);
    FileCreator maker = seen.place().maker();
    if (!seen.exists()) {
      Node made = wish.ofNew().on(seen.fresh(Kind.DIRECTORY), maker);
      return plan(seen, seen.with(made), make(seen, made));
    }
    Node now = seen.node().orElseThrow();
    ImmutableMap<String, FileState> below = Below.wished(seen.along(), wish);
    FileState after = seen.with(wish.on(now, maker)).along(below);
    ImmutableList<Step> steps =
        ImmutableList.<Step>builder()
            .addAll(Wish.steps(seen.path(), now, wish.on(now, maker)))
            .addAll(Below.steps(seen.path(), seen.along(), below))
            .build();
    return plan(seen, after, steps);
  }

  private List<Step> make(FileState seen, Node made) {
    return ImmutableList.<Step>builder()
        .add(Directories.make(seen.path(), wish, seen))
        .addAll(wish.stepsOfNew(seen.path(), made))
        .build();
  }

  private Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    return wish.plan(seen, after, steps).returning(Returns.of(FileReturns.at("path", after)));
  }

  private void refuse(FileState seen) {
    String what = seen.link().isPresent() && !follow ? "link" : "file";
    boolean directory = seen.is(Kind.DIRECTORY) && (follow || seen.link().isEmpty());
    if ((seen.exists() || (seen.link().isPresent() && !follow)) && !directory) {
      throw new ModuleFailure(
          "%s already exists as a %s".formatted(seen.path(), what),
          ImmutableMap.of("path", seen.path()));
    }
  }
}
