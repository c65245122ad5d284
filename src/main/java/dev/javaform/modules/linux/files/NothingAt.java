package dev.javaform.modules.linux.files;

import dev.javaform.module.Module;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.Map;

/** {@code state: absent}: nothing is there; a directory goes with all that is in it. */
record NothingAt(String path) implements Module<FileState> {

  /**
   * GNU's rm(1) goes down a tree from directory to directory; others go by names, which somebody
   * may have swapped: they see a tree only after all in it has become ours.
   */
  private static final String TREE =
      """
      reach {}
      take() {
      chown "$me" . && chmod 700 . || exit 1
      for o in ./* ./.[!.]* ./..?*; do
      if [ -d "$o" ] && [ ! -L "$o" ]; then (cd -P "$o" && take) || exit 1; fi
      done
      }
      if [ "$shared" ] && [ "$me" = 0 ] && ! rm --version 2>/dev/null | grep -q GNU; then
      private || refuse "$why"
      place "../$n" ./old || refuse "$why"
      (cd -P ./old && take) && rm -rf ./old
      else
      rm -rf "./$n"
      fi
      """;

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
    Script.Sh script = SafePath.script(tree ? TREE : "reach {}\nrm -f \"./$n\"", seen.path());
    return Plan.move(seen, seen.absent(), new Step.Run("remove " + seen.path(), script))
        .returning(returns);
  }
}
