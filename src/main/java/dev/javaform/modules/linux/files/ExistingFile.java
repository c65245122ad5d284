package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;

/** {@code state: file}: a file that is there already has these attributes. */
record ExistingFile(String path, boolean follow, Wish wish) implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    return FileProbe.of(path, wish.details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    String what = what(seen);
    if (!what.equals("file")) {
      throw new ModuleFailure(
          "file (%s) is %s, cannot continue".formatted(seen.path(), what),
          ImmutableMap.of("path", seen.path(), "state", what));
    }
    Node now = seen.node().orElseThrow();
    FileState after = seen.with(wish.on(now, seen.place().maker()));
    return wish.plan(seen, after, Wish.steps(seen.path(), now, after.node().orElseThrow()))
        .returning(Returns.of(FileReturns.at("path", after)));
  }

  private String what(FileState seen) {
    if (seen.link().isPresent() && !follow) {
      return "link";
    }
    return seen.exists() ? seen.is(Kind.DIRECTORY) ? "directory" : "file" : "absent";
  }
}
