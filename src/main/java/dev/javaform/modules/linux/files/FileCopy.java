package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.FileMode;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the controller, or a text, put in place.
 *
 * @param name the source's own name, which it keeps where {@code dest} is a directory; a text has
 *     none
 * @param source where it came from, as the task named it
 * @param checksum the SHA-1 that the source must have
 */
record FileCopy(
    Optional<String> name,
    Optional<String> source,
    String dest,
    boolean force,
    Optional<FileMode> directoryMode,
    Optional<String> checksum,
    Replacement wanted)
    implements Module<FileState> {

  @Override
  public Probe<FileState> observe() {
    Asked asked = wanted.wish().details().asked();
    if (name.isEmpty()) {
      return FileProbe.of(dest, asked);
    }
    return dest.endsWith("/")
        ? FileProbe.of(dest + name.get(), asked)
        : FileProbe.into(dest, name.get(), asked);
  }

  @Override
  public Plan<FileState> decide(FileState answer) {
    FileState seen = isPlannedDirectory(answer) ? answer.entry(name.orElseThrow()) : answer;
    refuse(seen);
    if (!force && seen.exists()) {
      return Plan.keep(seen).returning(returns(seen, Map.of("msg", "file already exists")));
    }
    return wanted.plan(seen, steps(seen), values(wanted.after(seen)));
  }

  /**
   * Whether an earlier task would make a directory of the destination itself. The host, asked,
   * looks into any directory it finds there.
   */
  private boolean isPlannedDirectory(FileState answer) {
    String itself = "/" + dest.substring(dest.lastIndexOf('/') + 1);
    return name.isPresent()
        && answer.is(Kind.DIRECTORY)
        && answer.path().endsWith(itself)
        && !answer.path().endsWith(itself + "/" + name.get());
  }

  private ImmutableList<Step> steps(FileState seen) {
    return ImmutableList.<Step>builder()
        .addAll(Directories.above(seen, wanted.wish().ofDirectories(directoryMode)))
        .addAll(wanted.steps(seen))
        .build();
  }

  /** Refuses a source that is not the one expected. */
  static void requireChecksum(Optional<String> wanted, Content source) {
    String actual = wanted.isPresent() ? source.sha1() : "";
    if (wanted.isPresent() && !wanted.get().equals(actual)) {
      throw new ModuleFailure(
          "The source's checksum is " + actual + ", not the expected " + wanted.get() + ".",
          Map.of("checksum", actual, "expected_checksum", wanted.get()));
    }
  }

  private void refuse(FileState seen) {
    requireChecksum(checksum, wanted.content());
    if (seen.is(Kind.DIRECTORY)) {
      throw new ModuleFailure(
          name.isEmpty()
              ? "can not use content with a dir as dest: \"" + seen.path() + "\" is a directory."
              : "\"" + seen.path() + "\" is a directory, which a file cannot replace.");
    }
    if (seen.is(Kind.SPECIAL)) {
      throw new ModuleFailure("\"" + seen.path() + "\" is not a regular file and is left alone.");
    }
    if (!seen.place().parent() && !dest.endsWith("/")) {
      throw new ModuleFailure("Destination directory " + parent(seen.path()) + " does not exist");
    }
  }

  private Map<String, Object> values(FileState after) {
    Content content = wanted.content();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", after.path());
    source.ifPresent(path -> values.put("src", path));
    values.put("checksum", content.sha1());
    values.put("md5sum", content.md5());
    values.putAll(FileReturns.of(after));
    return values;
  }

  private Returns returns(FileState after, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>(values(after));
    values.putAll(more);
    return Returns.of(values);
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }
}
