package dev.javaform.modules.linux.files;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.SafePath;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code state: hard}: the path and {@code src} are the same file. The source's state comes along;
 * where they are the same file already it stands under the path's own name.
 */
record HardLinkAt(String path, String src, boolean force, Wish wish) implements Module<FileState> {

  /** The source is known by its number, which its name must still lead to in the end. */
  private static final String LINK =
      """
      from={}
      case $from in /*) ;; *) from=$PWD/$from;; esac
      source=$(reach "$from"
      s=$(stat -c '%d:%i' "./$n") || exit 1
      if [ "$shared" ] && [ ! -L "./$n" ]; then alone "./$n" 1; fi
      echo "$s") || exit 1
      reach {}
      private || refuse "$why"
      ln -- "$from" ./new || exit 1
      [ "$(stat -c '%d:%i' ./new)" = "$source" ] || replaced 'what it is to be linked to'
      place ./new "../$n" || refuse "$why"
      """;

  @Override
  public Probe<FileState> observe() {
    return FileProbe.along(
        """
        p=%s; q=%s
        if [ "$p" -ef "$q" ] && ! [ -h "$p" ]; then look "$p"; else look "$q"; fi
        look "$p"
        """
            .formatted(HostPath.word(path), HostPath.word(src)),
        wish.details().asked(),
        path,
        src);
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    FileState source = requireNonNull(Iterables.getOnlyElement(seen.along().values()));
    boolean same = source.path().equals(seen.path()) && seen.link().isEmpty();
    if (!same) {
      refuse(source, seen);
    }
    Node now = source.node().orElseThrow(() -> missing(source));
    Node wished = wish.on(now, seen.place().maker());
    FileState alone = seen.replacedBy(wished).along(ImmutableMap.of());
    FileState after = alone.along(ImmutableMap.of(seen.path(), alone));
    List<Step> attributes = Wish.steps(seen.path(), now, wished);
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    if (!same) {
      steps.add(link(source, seen));
    }
    return plan(seen, after, steps.addAll(attributes).build());
  }

  private Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    Map<String, Object> values = new LinkedHashMap<>(FileReturns.at("dest", after));
    values.put("src", src);
    values.put("state", "hard");
    return wish.plan(seen, after, steps).returning(Returns.of(values));
  }

  private void refuse(FileState source, FileState seen) {
    if (!source.exists()) {
      throw missing(source);
    }
    if (source.is(Kind.DIRECTORY)) {
      throw new ModuleFailure(
          "Error while linking: %s is a directory, which has no hard links"
              .formatted(source.path()));
    }
    if (!seen.place().parent()) {
      throw new ModuleFailure(
          "Error while linking: the directory %s does not exist"
              .formatted(FileCopy.parent(seen.path())));
    }
    if (seen.link().isEmpty() && (seen.is(Kind.DIRECTORY) || (seen.exists() && !force))) {
      throw new ModuleFailure(
          "Cannot link, %s exists at destination"
              .formatted(seen.is(Kind.DIRECTORY) ? "directory" : "file"));
    }
  }

  private static ModuleFailure missing(FileState source) {
    return new ModuleFailure("src does not exist", Map.of("src", source.path()));
  }

  private static Step link(FileState source, FileState seen) {
    return new Step.Run(
        "link " + seen.path() + " to " + source.path(),
        SafePath.script(LINK, source.path(), seen.path()));
  }
}
