package dev.javaform.modules.windows.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Digest;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the controller, or a text, put in place in a guest.
 *
 * @param name the source's own name, which it keeps where {@code dest} is a folder; a text has none
 * @param source where it comes from, as the task names it
 */
record GuestCopy(
    Optional<String> name,
    Optional<String> source,
    String dest,
    Content content,
    boolean force,
    boolean backup)
    implements Module<GuestFile> {

  /** What it returns, for the manual. */
  static final String RETURNS =
      """
      dest: The file or folder in the guest.
      src: Where it comes from.
      checksum: The SHA-1 of the content.
      size: How many bytes it has.
      operation: Whether it is a file_copy or a folder_copy.
      original_basename: The source's own name.
      backup_file: The copy of what was there before, with backup.""";

  /** A single file of the controller. */
  static GuestCopy of(ControllerFile source, String dest, boolean force, boolean backup) {
    return new GuestCopy(
        Optional.of(source.entries().keySet().iterator().next()),
        Optional.of(source.path()),
        dest,
        source.content(),
        force,
        backup);
  }

  @Override
  public Probe<GuestFile> observe() {
    return GuestFile.probe(question());
  }

  private Script.PowerShell question() {
    return GuestFile.question(dest, name, true);
  }

  @Override
  public Plan<GuestFile> decide(GuestFile seen) {
    refuse(seen);
    if (seen.exists() && (!force || seen.sum().equals(content.digest()))) {
      return Plan.keep(seen).returning(Returns.of(values(seen)));
    }
    boolean kept = backup && seen.exists();
    Returns returns = Returns.of(values(seen));
    return Plan.move(seen, seen.asFile(content.digest()), steps(seen))
        .returning(
            kept ? returns.learning(List.of("backup_file"), GuestCopy::backupFile) : returns);
  }

  private void refuse(GuestFile seen) {
    if (seen.directory()) {
      throw new ModuleFailure(
          "cannot copy a file to \"%s\": that is a folder".formatted(seen.path()));
    }
    if (!seen.folder() && !isFolder(dest)) {
      throw new ModuleFailure(
          "there is no folder %s; make it with win_file, or end dest with a backslash"
              .formatted(seen.parent()));
    }
  }

  /** Whether a path is written as that of a folder. */
  static boolean isFolder(String path) {
    return path.endsWith("\\") || path.endsWith("/");
  }

  private ImmutableList<Step> steps(GuestFile seen) {
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    if (!seen.folder()) {
      Script.PowerShell folder = GuestFile.question(seen.parent(), Optional.empty(), false);
      steps.add(new Step.Run("make " + seen.parent(), folder.set(Map.of("directory", true))));
    }
    if (backup && seen.exists()) {
      steps.add(new Step.Run("copy it aside", question().set(Map.of("backup", true))));
    }
    return steps.add(put(seen.path(), content, seen.sum())).build();
  }

  static Step put(String path, Content content, Digest replaces) {
    return new Step.Put(
        "put " + path + " in place", path, content, Attributes.KEEP, replaces, Optional.empty());
  }

  private Map<String, Object> values(GuestFile seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", seen.path());
    source.ifPresent(path -> values.put("src", path));
    name.ifPresent(own -> values.put("original_basename", own));
    values.put("checksum", content.sha1());
    values.put("size", content.size());
    values.put("operation", "file_copy");
    return values;
  }

  /** What the step that copied it aside told. */
  static Map<String, Object> backupFile(List<Output> outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    outputs.stream()
        .filter(output -> output.isSuccess() && output.stdout().startsWith("{"))
        .map(Answer::of)
        .flatMap(answer -> answer.parts("output").stream())
        .flatMap(output -> output.text("backup_file").stream())
        .forEach(path -> values.put("backup_file", path));
    return values;
  }
}
