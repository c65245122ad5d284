package dev.javaform.modules.windows.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file or folder of a guest, copied to another place in it. */
record CopyWithin(String src, String dest, boolean force, boolean backup)
    implements Module<CopyWithin.Copied> {

  /**
   * How a copy stands to what it is of.
   *
   * @param source {@code file} or {@code directory}; empty where there is nothing to copy
   * @param path where it goes, as the guest resolves it
   * @param exists whether there is anything already
   * @param obstacle what is in the way
   * @param differing the names of what is missing or has another content
   * @param sha1 the checksum of a single file
   * @param size its size
   */
  record Copied(
      @Unseen String source,
      @Unseen String path,
      boolean exists,
      @Unseen Optional<String> obstacle,
      ImmutableList<String> differing,
      @Unseen Optional<String> sha1,
      @Unseen Optional<Long> size) {

    static Copied read(Output output) {
      Answer answer = Answer.of(output);
      return new Copied(
          answer.words("source"),
          answer.words("path"),
          answer.flag("exists"),
          answer.text("obstacle"),
          answer.texts("differing"),
          answer.text("sha1"),
          answer.number("size"));
    }

    Copied done() {
      return new Copied(source, path, true, obstacle, ImmutableList.of(), sha1, size);
    }
  }

  @Override
  public Probe<Copied> observe() {
    return Probe.of(question(), Copied.class, Copied::read);
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("copy", ImmutableMap.of("src", src, "dest", dest, "force", force));
  }

  @Override
  public Plan<Copied> decide(Copied seen) {
    if (seen.source().isEmpty()) {
      throw new ModuleFailure("there is no " + src + " in this guest to copy");
    }
    seen.obstacle()
        .ifPresent(
            path -> {
              throw new ModuleFailure(
                  "\"%s\" is in the way: a folder cannot replace a file, nor a file a folder"
                      .formatted(path));
            });
    if (seen.differing().isEmpty()) {
      return Plan.keep(seen).returning(Returns.of(values(seen)));
    }
    Returns returns = Returns.of(values(seen));
    return Plan.move(seen, seen.done(), new Step.Run("copy " + src, question().set(set())))
        .returning(
            backup ? returns.learning(List.of("backup_file"), GuestCopy::backupFile) : returns);
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("differing", ImmutableList.of());
    if (backup) {
      set.put("backup", true);
    }
    return set;
  }

  private Map<String, Object> values(Copied seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dest", seen.path());
    values.put("src", src);
    values.put("operation", seen.source().equals("file") ? "file_copy" : "folder_copy");
    seen.sha1().ifPresent(sum -> values.put("checksum", sum));
    seen.size().ifPresent(size -> values.put("size", size));
    return values;
  }
}
