package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Foresight;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.FileState.Kind;
import dev.javaform.modules.linux.FileState.Node;
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
    Maker maker = seen.place().maker();
    if (!seen.exists()) {
      Node made = wish.ofNew().on(seen.fresh(Kind.DIRECTORY), maker);
      return plan(seen, seen.with(made), make(seen, made));
    }
    Node now = seen.node().orElseThrow();
    ImmutableMap<String, FileState> below = Below.wished(seen.along(), wish);
    FileState after = seen.with(wish.on(now, maker)).along(below);
    ImmutableList<Step> steps =
        ImmutableList.<Step>builder()
            .addAll(Wish.steps(seen.realPath(), now, wish.on(now, maker)))
            .addAll(Below.steps(seen.along(), below))
            .build();
    return plan(seen, after, steps);
  }

  private List<Step> make(FileState seen, Node made) {
    return ImmutableList.<Step>builder()
        .add(Directories.make(seen.realPath(), wish, seen))
        .addAll(wish.stepsOfNew(seen.realPath(), made))
        .build();
  }

  private Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    Plan<FileState> plan =
        wish.plan(seen, after, steps).returning(Returns.of(FileReturns.at("path", after)));
    FileState alone = after.along(ImmutableMap.of());
    return recurse && !plan.isEmpty()
        ? plan.foreseeing(List.of(new Foresight<>(FileState.probe(path), alone)))
        : plan;
  }

  private void refuse(FileState seen) {
    String what = seen.link().isPresent() && !follow ? "link" : "file";
    boolean directory = seen.is(Kind.DIRECTORY) && (follow || seen.link().isEmpty());
    if ((seen.exists() || seen.link().isPresent() && !follow) && !directory) {
      throw new ModuleFailure(
          "%s already exists as a %s".formatted(seen.path(), what),
          ImmutableMap.of("path", seen.path()));
    }
  }
}
