package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.javaform.module.Content;
import dev.javaform.module.FileMode;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the host, or a directory, copied within the host.
 *
 * @param source its path; of a directory with a trailing slash only what is in it
 * @param through whether links in a directory stand for what they lead to
 * @param directoryMode the mode of a directory that is made for it
 * @param checksum the SHA-1 that a single file must have
 * @param options owner, group, mode, backup, validation; its content is not looked at
 */
record HostCopy(
    String source,
    String dest,
    boolean force,
    boolean through,
    Optional<FileMode> directoryMode,
    Optional<String> checksum,
    Replacement options)
    implements Module<FileState> {

  /** What was read must have come from where only its owner, root or we lead to. */
  private static final String SAME =
      """
      seen={}
      act() {
      s=$(sha256sum <"$1" || openssl dgst -sha256 -r <"$1") 2>/dev/null
      [ "${s%% *}" = "$seen" ] || refuse 'has changed since it was looked at'
      }
      reach {} follow
      held "$n"
      """;

  @Override
  public Probe<FileState> observe() {
    String name = Script.Sh.quote(source.substring(source.lastIndexOf('/') + 1));
    String path = HostPath.word(dest);
    String target =
        dest.endsWith("/") ? "look " + path + "/" + name : FileProbe.question(path, name);
    return HostTreeProbe.of(source, dest, through, target, options.wish().details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    FileState from = seen.along().values().stream().findFirst().orElse(seen);
    if (from.is(Kind.DIRECTORY)) {
      HostTreeWish wish = new HostTreeWish(source, dest, force, through, directoryMode, options);
      return new HostTreePlan(wish, from, seen).plan();
    }
    refuse(from, seen);
    if (!force && seen.exists()) {
      return Plan.keep(seen).returning(Returns.of(Map.of("msg", "file already exists")));
    }
    Node file = from.node().orElseThrow();
    Content content = file.data().flatMap(Data::bytes).orElseThrow(() -> tooLarge(from));
    FileCopy.requireChecksum(checksum, content);
    Replacement wanted = wanted(content, file);
    FileState after = wanted.after(seen);
    List<Step> steps = steps(from, seen, wanted);
    return wanted.plan(seen, steps, values(from, after, content));
  }

  private List<Step> steps(FileState from, FileState seen, Replacement wanted) {
    ImmutableList<Step> steps = wanted.steps(seen);
    int put = Iterables.indexOf(steps, Step.Put.class::isInstance);
    if (put < 0) {
      return steps;
    }
    Script.Sh same = SafePath.script(SAME, wanted.content().digest().sha256(), from.path());
    return ImmutableList.<Step>builder()
        .addAll(Directories.above(seen, options.wish().ofDirectories(directoryMode)))
        .addAll(steps.subList(0, put))
        .add(new Step.Run("look at " + from.path() + " again", same))
        .addAll(steps.subList(put, steps.size()))
        .build();
  }

  private Replacement wanted(Content content, Node file) {
    Wish wish = options.wish().preserving(Optional.of(file.mode()));
    return options.of(content, wish);
  }

  private static Map<String, Object> values(FileState from, FileState after, Content content) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", after.path());
    values.put("src", from.path());
    values.put("checksum", content.sha1());
    values.put("md5sum", content.md5());
    values.putAll(FileReturns.of(after));
    return values;
  }

  private void refuse(FileState from, FileState seen) {
    if (!from.exists()) {
      throw new ModuleFailure("Source " + from.path() + " not found");
    }
    if (!from.is(Kind.FILE)) {
      throw new ModuleFailure(
          "\"" + from.path() + "\" is neither a file nor a directory; it cannot be copied.");
    }
    if (seen.is(Kind.DIRECTORY) || seen.is(Kind.SPECIAL)) {
      throw new ModuleFailure("\"" + seen.path() + "\" exists and is not a regular file.");
    }
    if (!seen.place().parent() && !dest.endsWith("/")) {
      throw new ModuleFailure(
          "Destination directory " + FileCopy.parent(seen.path()) + " does not exist");
    }
  }

  private static ModuleFailure tooLarge(FileState from) {
    return new ModuleFailure(
        "\"%s\" cannot be read, or is larger than the %d KiB that can be copied within the host."
            .formatted(from.path(), Data.EDITED / 1024));
  }
}
