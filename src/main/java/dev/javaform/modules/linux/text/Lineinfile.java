package dev.javaform.modules.linux.text;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.linux.Exclusive;
import dev.javaform.modules.linux.files.Backup;
import dev.javaform.modules.linux.files.FileAttributes;
import dev.javaform.modules.linux.files.FileProbe;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sure that a line is in a file, or that lines are not. */
@Name("ansible.builtin.lineinfile")
@Manual(
    summary = "Keeps one line of a text file as it should be.",
    example =
        """
        - name: Let QEMU's hook log
          lineinfile:
            path: /etc/libvirt/libvirtd.conf
            regexp: ^#?log_level
            line: log_level = 2
        """,
    returns = {
      "rc: An exit status of its own if the path is not a file.",
      "backup: The copy of what was there before, with backup."
    })
public record Lineinfile(
    @Argument(
            value = "The file.",
            aliases = {"dest", "destfile", "name"})
        String path,
    @Argument(
            value = "Which line to replace, the last that matches; or which lines to remove.",
            aliases = "regex")
        Optional<String> regexp,
    @Argument("The same, by a text that the line contains.") Optional<String> searchString,
    @Argument(value = "The line.", aliases = "value") Optional<String> line,
    @Argument(value = "Whether the line should be there.", preset = "present") Presence state,
    @Argument("After which line a new one goes: EOF, BOF or an expression.")
        Optional<String> insertafter,
    @Argument("Before which line a new one goes: BOF or an expression.")
        Optional<String> insertbefore,
    @Argument(value = "Whether line may refer to groups of regexp.", preset = "false")
        boolean backrefs,
    @Argument(value = "Whether to use the first match, not the last.", preset = "false")
        boolean firstmatch,
    @Argument(value = "Whether to create a missing file.", preset = "false") boolean create,
    @Argument(value = "Whether to keep a copy of the old file beside it.", preset = "false")
        boolean backup,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    FileAttributes attributes)
    implements Module<FileState> {

  /** Whether something is to be there. */
  public enum Presence {
    PRESENT,
    ABSENT
  }

  public Lineinfile {
    Exclusive.check("lineinfile", "insertafter", insertafter, "insertbefore", insertbefore);
    Exclusive.check("lineinfile", "regexp", regexp, "search_string", searchString);
    if (backrefs && regexp.isEmpty() && state == Presence.PRESENT) {
      throw new IllegalArgumentException("\"backrefs\" needs \"regexp\", whose groups it uses.");
    }
    if (state == Presence.PRESENT && line.isEmpty()) {
      throw new IllegalArgumentException(
          "lineinfile needs \"line\", the line that is to be there.");
    }
    if (state == Presence.ABSENT && line.or(() -> regexp).or(() -> searchString).isEmpty()) {
      throw new IllegalArgumentException(
          "lineinfile with \"state: absent\" needs \"line\", \"search_string\" or \"regexp\".");
    }
    Validation.check(validate);
    attributes.refusePreserve();
    regexp.ifPresent(expression -> LineSearch.expression(expression));
    insertafter.ifPresent(expression -> LineSearch.expression(expression));
    insertbefore.ifPresent(expression -> LineSearch.expression(expression));
  }

  @Override
  public Probe<FileState> observe() {
    return FileProbe.ofEdited(path, attributes.wish().details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    if (state == Presence.ABSENT) {
      return seen.exists()
          ? named(editing().plan(seen, new LineRemoval(search())))
          : Plan.keep(seen).returning(Returns.of(Map.of("msg", "file not present")));
    }
    LinePlacement placement =
        new LinePlacement(search(), insertafter, insertbefore, backrefs, firstmatch);
    return named(editing().plan(seen, placement)).warning(warnings());
  }

  /** Ansible calls the name of the old file {@code backup} here, everywhere else backup_file. */
  private static Plan<FileState> named(Plan<FileState> plan) {
    Map<String, Object> known = new LinkedHashMap<>(plan.returns().known());
    known.put("backup", "");
    Returns returns = Returns.of(known);
    return plan.returning(
        plan.returns().pending().isEmpty()
            ? returns
            : returns.learning(
                List.of("backup"), outputs -> Map.of("backup", Backup.name(outputs))));
  }

  private Editing editing() {
    return new Editing(
        attributes.wish(), create, backup, validate, attributes.unsafeWrites(), Edit.BYTES);
  }

  private LineSearch search() {
    return new LineSearch(
        regexp.map(LineSearch::expression), searchString.map(Edit::bytes), line.map(Edit::bytes));
  }

  private List<String> warnings() {
    return regexp.or(() -> searchString).filter(String::isEmpty).isPresent()
        ? List.of("An empty expression matches every line: the last line of the file is replaced.")
        : List.of();
  }
}
