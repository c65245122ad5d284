package dev.javaform.modules.linux;

import dev.javaform.module.Module;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.Map;

/** {@code state: absent}: nothing is there; a directory goes with all that is in it. */
record NothingAt(String path) implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    return FileState.probe(path);
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    Returns returns = Returns.of(Map.of("path", seen.path(), "state", "absent"));
    if (!seen.exists() && seen.link().isEmpty()) {
      return Plan.keep(seen).returning(returns);
    }
    boolean tree = seen.link().isEmpty() && seen.is(FileState.Kind.DIRECTORY);
    Script script = Script.sh(tree ? "rm -rf {}" : "rm -f {}", seen.path());
    return Plan.move(seen, seen.absent(), new Step.Run("remove " + seen.path(), script))
        .returning(returns);
  }
}
