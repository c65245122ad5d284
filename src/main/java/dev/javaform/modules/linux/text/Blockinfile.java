package dev.javaform.modules.linux.text;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.linux.Exclusive;
import dev.javaform.modules.linux.files.FileAttributes;
import dev.javaform.modules.linux.files.FileProbe;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.Validation;
import dev.javaform.modules.linux.text.Lineinfile.Presence;
import java.util.Map;
import java.util.Optional;

/** Makes sure that a block of lines is in a file, between two marker lines, or that it is not. */
@Name("ansible.builtin.blockinfile")
@Manual(
    summary = "Keeps a block of lines between two marker lines of a file.",
    example =
        """
        - name: Load vfio early
          blockinfile:
            path: /etc/initramfs-tools/modules
            marker: "# {mark} vfio"
            block: |
              vfio_pci
              vfio_iommu_type1
        """,
    returns = {
      "rc: An exit status of its own if the path is not a file.",
      "backup_file: The copy of what was there before, with backup."
    })
public record Blockinfile(
    @Argument(
            value = "The file.",
            aliases = {"dest", "destfile", "name"})
        String path,
    @Argument(
            value = "The lines; no lines mean the same as \"state: absent\".",
            aliases = "content",
            preset = "''")
        String block,
    @Argument(value = "Whether the block should be there.", preset = "present") Presence state,
    @Argument(
            value = "The marker lines; {mark} is replaced by marker_begin and marker_end.",
            preset = "'# {mark} ANSIBLE MANAGED BLOCK'")
        String marker,
    @Argument(value = "What {mark} is above the block.", preset = "BEGIN") String markerBegin,
    @Argument(value = "What {mark} is below the block.", preset = "END") String markerEnd,
    @Argument("After which line a new block goes: EOF or an expression.")
        Optional<String> insertafter,
    @Argument("Before which line a new block goes: BOF or an expression.")
        Optional<String> insertbefore,
    @Argument(value = "Whether to create a missing file.", preset = "false") boolean create,
    @Argument(value = "Whether to keep a copy of the old file beside it.", preset = "false")
        boolean backup,
    @Argument("A command that must succeed on the new file first; %s is its path.")
        Optional<String> validate,
    FileAttributes attributes)
    implements Module<FileState> {

  public Blockinfile {
    Exclusive.check("blockinfile", "insertafter", insertafter, "insertbefore", insertbefore);
    Validation.check(validate);
    attributes.refusePreserve();
    insertafter.ifPresent(expression -> LineSearch.expression(expression));
    insertbefore.ifPresent(expression -> LineSearch.expression(expression));
  }

  @Override
  public Probe<FileState> observe() {
    return FileProbe.ofEdited(path, attributes.wish().details().asked());
  }

  @Override
  public Plan<FileState> decide(FileState seen) {
    if (state == Presence.ABSENT && !seen.exists()) {
      return Plan.keep(seen)
          .returning(Returns.of(Map.of("msg", "File " + seen.path() + " not present")));
    }
    String wanted = state == Presence.ABSENT ? "" : Edit.bytes(block);
    BlockPlacement placement =
        new BlockPlacement(
            markerLine(markerBegin), markerLine(markerEnd), wanted, insertafter, insertbefore);
    return editing().plan(seen, text -> said(seen, placement.edit(text)));
  }

  private static Edit said(FileState seen, Edit edit) {
    return seen.exists() ? edit : new Edit(edit.text(), "File created");
  }

  private String markerLine(String mark) {
    return Edit.bytes(marker.replace("{mark}", mark)) + "\n";
  }

  private Editing editing() {
    return new Editing(
        attributes.wish(), create, backup, validate, attributes.unsafeWrites(), Edit.BYTES);
  }
}
