package dev.javaform.modules.linux.storage;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.time.Duration;
import java.util.List;

/**
 * A copy of a guest's disk as it is now, raw or qcow2, beside which the guest goes on. Where the
 * file system can share blocks between files the copy takes no room and a moment; elsewhere it is
 * made only if asked. The guest has to be off: a disk that QEMU has open is refused. A copy that is
 * there is never made anew.
 *
 * <p>It is a copy of the disk alone. The guest's variables and TPM are not in it.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man2/ioctl_ficlonerange.2.html">ioctl_ficlone(2)</a>
 */
@Name("javaform.host.disk_snapshot")
@Manual(
    summary = "Copies a guest's disk while it is off, by shared blocks where possible.",
    example =
        """
        - name: Keep the disk as it was before the experiment
          disk_snapshot:
            path: /var/lib/libvirt/images/win11.raw
            dest: /var/lib/libvirt/images/win11-base.raw
        """,
    returns = {"dest: The copy.", "shared: Whether it shares its blocks with the disk."},
    restsOn = {
      "A copy by reflink shares its blocks with the original until one is written (cp(1), "
          + "ioctl_ficlone(2))."
    })
public record DiskSnapshot(
    @Argument("The disk, an image in a file.") String path,
    @Argument("The copy.") String dest,
    @Argument(
            value =
                "Whether the whole disk is copied where the file system cannot share blocks; that"
                    + " takes time and room.",
            preset = "false")
        boolean copy)
    implements Module<DiskSnapshot.Copied> {

  /** File systems on which ioctl_ficlone(2) works; on XFS only where it was made so. */
  private static final ImmutableSet<String> SHARING = ImmutableSet.of("btrfs", "xfs", "bcachefs");

  private static final String SCRIPT =
      """
      path={} dest={} folder={}
      title dest; { [ -e "$dest" ] || [ -L "$dest" ]; } && echo '|yes'
      title file; [ -f "$path" ] && echo '|yes'
      title tool; command -v qemu-img >/dev/null 2>&1 && echo '|yes'
      title folder; [ -d "$folder" ] && echo '|yes'
      title system; stat -f -c '|%T' "$folder" 2>/dev/null
      title same
      [ "$(stat -L -c %d "$path" 2>/dev/null)" = "$(stat -L -c %d "$folder" 2>/dev/null)" ] && echo '|yes'
      title free; df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print "|" $4 }'
      section blocks stat -L -c %b "$path"
      title use; [ ! -f "$path" ] || qemu-img info "$path" 2>&1 >/dev/null | head -n 3 | bars
      """;

  /**
   * A copy.
   *
   * @param there whether there is one
   * @param source what it would be made of
   */
  public record Copied(boolean there, @Unseen Source source) {}

  /**
   * The disk and where its copy would be.
   *
   * @param file whether it is a file
   * @param tool whether qemu-img is there
   * @param use what qemu-img said where it could not have the disk to itself
   * @param folder whether there is a folder for the copy
   * @param sharing whether the two may share blocks
   * @param missing how many bytes are missing for a whole copy, or 0
   */
  public record Source(
      boolean file, boolean tool, String use, boolean folder, boolean sharing, long missing) {}

  public DiskSnapshot {
    for (String each : List.of(path, dest)) {
      if (!each.startsWith("/") || each.endsWith("/")) {
        throw new IllegalArgumentException(
            "\"%s\" must be the absolute path of a file.".formatted(each));
      }
    }
    if (path.equals(dest)) {
      throw new IllegalArgumentException("path and dest are the same file.");
    }
  }

  @Override
  public Probe<Copied> observe() {
    String folder = dest.substring(0, dest.lastIndexOf('/') + 1);
    return Probe.of(Sections.script(SCRIPT, path, dest, folder), Copied.class, DiskSnapshot::read);
  }

  private static Copied read(Output output) {
    Sections seen = Sections.read(output);
    long free = number(seen, "free", Long.MAX_VALUE / 1024) * 1024;
    return new Copied(
        seen.has("dest"),
        new Source(
            seen.has("file"),
            seen.has("tool"),
            String.join(" ", seen.of("use")),
            seen.has("folder"),
            seen.has("same") && SHARING.contains(seen.first("system")),
            Math.max(0, number(seen, "blocks", 0) * 512 - free)));
  }

  private static long number(Sections seen, String title, long otherwise) {
    Long number = Longs.tryParse(seen.first(title).strip());
    return number == null ? otherwise : number;
  }

  @Override
  public Plan<Copied> decide(Copied seen) {
    boolean shared = seen.source().sharing();
    Returns returns = Returns.of(ImmutableMap.of("dest", dest, "shared", shared));
    if (seen.there()) {
      return Plan.keep(seen).returning(returns);
    }
    requirePossible(seen.source());
    return Plan.move(seen, new Copied(true, seen.source()), take(shared)).returning(returns);
  }

  private void requirePossible(Source source) {
    if (!source.file()) {
      throw new ModuleFailure(
          "%s is no file. A logical volume has snapshots of its own (lvcreate --snapshot)."
              .formatted(path));
    }
    if (!source.tool()) {
      throw new ModuleFailure(
          "qemu-img is not installed on this host, so whether the guest runs cannot be told.");
    }
    if (!source.use().isEmpty()) {
      throw new ModuleFailure(
          "%s cannot be copied now: %s. If a guest has it open, shut that down first."
              .formatted(path, source.use()));
    }
    if (!source.folder()) {
      throw new ModuleFailure("There is no folder for %s.".formatted(dest));
    }
    if (!source.sharing() && !copy) {
      throw new ModuleFailure(
          "%s and %s cannot share blocks: that needs one file system, btrfs or XFS. Say \"copy: true\" to copy the whole disk."
              .formatted(path, dest));
    }
    if (!source.sharing() && source.missing() > 0) {
      throw new ModuleFailure(
          "The file system of %s has %d bytes too few for a copy."
              .formatted(dest, source.missing()));
    }
  }

  private Step take(boolean shared) {
    return new Step.Run(
        "copy " + path + " to " + dest,
        Script.sh(
                """
                umask 077
                path={} dest={} shared={} copy={}
                part=$dest.part
                trap 'rm -f "$part"' EXIT
                rm -f "$part"
                if [ "$shared" = true ] && cp --reflink=always "$path" "$part"; then :
                elif [ "$copy" = true ]; then cp --sparse=always "$path" "$part" || cp "$path" "$part" || exit 1
                else echo 'this file system shares no blocks after all; say "copy: true"' >&2; exit 1
                fi
                qemu-img info "$path" >/dev/null || exit 1
                sync "$part" 2>/dev/null || sync
                [ ! -e "$dest" ] && mv "$part" "$dest"
                """,
                path,
                dest,
                shared,
                copy)
            .within(Duration.ofHours(4)));
  }
}
