package dev.javaform.modules.linux.text;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.Directories;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import dev.javaform.modules.linux.files.Replacement;
import dev.javaform.modules.linux.files.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Changing a file by editing its text: what {@code lineinfile}, {@code blockinfile} and {@code
 * replace} have in common.
 *
 * @param create whether a file that is not there is made
 * @param unsafe whether it is written in place where it cannot be replaced
 * @param charset how the file's bytes make characters
 */
record Editing(
    Wish wish,
    boolean create,
    boolean backup,
    Optional<String> validate,
    boolean unsafe,
    Charset charset) {

  /** An edit of a text, with what is to be said about it. */
  interface Editor {
    Edit edit(String text);

    /** Whether an expression of the edit matches what was written in {@code after}. */
    default boolean findsItsOwn(String before, String after) {
      return false;
    }
  }

  private static final ImmutableList<String> AGAIN =
      ImmutableList.of(
          "The edit changes the file again every time: its expression also matches what it wrote.");

  /** The plan that applies {@code editor} to the file. */
  Plan<FileState> plan(FileState seen, Editor editor) {
    refuse(seen);
    String text = text(seen);
    Edit edit = checked(() -> editor.edit(text));
    boolean made = !seen.exists() && !edit.message().isEmpty();
    boolean edited = made || !edit.text().equals(text);
    Replacement wanted = replacement(edit.text());
    Plan<FileState> plan =
        wanted.plan(
            seen,
            edited || seen.exists() ? steps(seen, wanted) : ImmutableList.of(),
            values(seen, edit));
    if (!edited || isStable(editor, edit)) {
      return plan;
    }
    return editor.findsItsOwn(text, edit.text()) ? unstable(plan).warning(AGAIN) : unstable(plan);
  }

  private Map<String, Object> values(FileState seen, Edit edit) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("msg", message(seen, edit.message()));
    values.putAll(edit.values());
    return values;
  }

  private void refuse(FileState seen) {
    if (seen.is(Kind.DIRECTORY)) {
      throw new ModuleFailure("Path " + seen.path() + " is a directory !", Map.of("rc", 256L));
    }
    if (seen.is(Kind.SPECIAL)) {
      throw new ModuleFailure("\"" + seen.path() + "\" is not a regular file and is left alone.");
    }
    if (!seen.exists() && !create) {
      throw new ModuleFailure("Path " + seen.path() + " does not exist !", Map.of("rc", 257L));
    }
  }

  private static ImmutableList<Step> steps(FileState seen, Replacement wanted) {
    return ImmutableList.<Step>builder()
        .addAll(Directories.above(seen, Wish.NONE))
        .addAll(wanted.steps(seen))
        .build();
  }

  private Replacement replacement(String text) {
    return new Replacement(
        Content.of(PythonText.bytes(text, charset)), wish, backup, validate, true, unsafe);
  }

  /** The whole text of the file, empty where there is none. */
  private String text(FileState seen) {
    Optional<Data> data = seen.node().flatMap(Node::data);
    if (data.isEmpty()) {
      return "";
    }
    Content content = data.get().bytes().orElseThrow(() -> unread(seen));
    try {
      return PythonText.of(content.bytes().read(), charset);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  private static ModuleFailure unread(FileState seen) {
    return new ModuleFailure(
        "\"%s\" cannot be edited: it cannot be read, or is larger than %d KiB, or its future content is secret."
            .formatted(seen.path(), Data.EDITED / 1024));
  }

  private String message(FileState seen, String message) {
    Node now = seen.node().orElseGet(() -> seen.fresh(Kind.FILE));
    boolean attributes =
        !wish.on(now, seen.place().maker()).equals(now) && (seen.exists() || !message.isEmpty());
    if (!attributes) {
      return message;
    }
    String also = "ownership, perms or SE linux context changed";
    return message.isEmpty() ? also : message + " and " + also;
  }

  /** Whether editing the edited text changes nothing more. */
  private static boolean isStable(Editor editor, Edit edit) {
    return checked(() -> editor.edit(edit.text())).text().equals(edit.text());
  }

  /** An edit that never comes to rest is done each time anew, as Ansible does it. */
  private static Plan<FileState> unstable(Plan<FileState> plan) {
    return Plan.event(plan.before(), plan.after(), plan.steps())
        .returning(plan.returns())
        .warning(plan.warnings());
  }

  private static <T> T checked(Supplier<T> editing) {
    try {
      return editing.get();
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure(e.getMessage());
    }
  }
}
