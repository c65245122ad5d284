package dev.javaform.modules.linux.storage;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.memory.Size;
import dev.javaform.modules.linux.storage.GuestDisk.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A guest's disk is there: an image, which is made where it is missing, or a block device such as a
 * logical volume, which is only looked at. What is there is never made anew, never written over and
 * never made smaller; it grows only where that is asked for. On btrfs the folder is told first not
 * to copy what is newly made in it on each write, which would scatter a large image.
 *
 * @see <a href="https://www.qemu.org/docs/master/tools/qemu-img.html">qemu-img(1)</a>
 * @see <a href="https://btrfs.readthedocs.io/en/latest/ch-swapfile.html">btrfs(5), on files without
 *     copy on write</a>
 */
@Name("javaform.host.disk_image")
@Manual(
    summary = "Makes a guest's disk where there is none; grows it only if asked.",
    example =
        """
        - name: The guest's disk
          disk_image:
            path: /var/lib/libvirt/images/win11.raw
            size: 256G
        """,
    returns = {
      "path: The image or device.",
      "format: Its format.",
      "size: How many bytes it has to the guest.",
      "device: Whether it is a block device."
    },
    restsOn = {
      "A file is taken out of copy on write on btrfs only while it is empty; new files "
          + "take that from their folder (chattr(1), btrfs(5)).",
      "qemu-img tells the virtual size and the format of an image (qemu-img(1), info)."
    })
public record DiskImage(
    @Argument("The image, or a block device.") String path,
    @Argument(
            "How large it is to the guest, such as 256G; needed where it has to be made. A device"
                + " may be larger.")
        Optional<String> size,
    @Argument(value = "The format of an image: raw or qcow2.", preset = "raw") Format format,
    @Argument(
            value =
                "Whether an image that is smaller grows. The partitions in it stay as they are.",
            preset = "false")
        boolean grow,
    @Argument(
            value =
                "Whether an image may be made or grown beyond what its file system has left; the"
                    + " guest stops once that is full.",
            preset = "false")
        boolean sparse,
    @Argument(
            value = "Whether btrfs is told not to copy it on each write; it then has no checksums.",
            preset = "true")
        boolean nocow)
    implements Module<GuestDisk> {

  /** A format of an image. */
  public enum Format {
    RAW,
    QCOW2;

    String word() {
      return this == RAW ? GuestDisk.RAW : "qcow2";
    }
  }

  public DiskImage {
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "path is \"%s\"; it must be an absolute path of a file or device.".formatted(path));
    }
    if (size.map(Size::of).filter(it -> it.kib() == 0).isPresent()) {
      throw new IllegalArgumentException("size is 0; a disk has some.");
    }
    if (size.isEmpty() && !path.startsWith("/dev/")) {
      throw new IllegalArgumentException("disk_image needs a size, but for a device.");
    }
  }

  private long wanted() {
    return size.map(text -> Size.of(text).kib() * 1024).orElse(0L);
  }

  @Override
  public Probe<GuestDisk> observe() {
    return new DiskProbe(path).probe();
  }

  @Override
  public Plan<GuestDisk> decide(GuestDisk seen) {
    Plan<GuestDisk> plan =
        switch (seen.place().kind()) {
          case NOTHING -> made(seen);
          case FILE -> kept(seen);
          case DEVICE -> device(seen);
          case OTHER ->
              throw new ModuleFailure(
                  path
                      + " is there and is neither a file nor a block device. Choose another path.");
        };
    GuestDisk then = plan.after();
    return plan.returning(
        Returns.of(
            ImmutableMap.of(
                "path",
                path,
                "format",
                then.format().orElse(GuestDisk.RAW),
                "size",
                then.bytes(),
                "device",
                then.place().kind() == Kind.DEVICE)));
  }

  private Plan<GuestDisk> made(GuestDisk seen) {
    requireTool(seen);
    if (path.startsWith("/dev/")) {
      throw new ModuleFailure(
          "There is no block device %s. Make the volume first (lvcreate), or correct path."
              .formatted(path));
    }
    if (!seen.place().folder()) {
      throw new ModuleFailure(
          "There is no folder for %s. Make it first (file, state: directory).".formatted(path));
    }
    requireSpace(seen, wanted());
    List<Step> steps = new ArrayList<>();
    boolean told = nocow && seen.folderCopies().orElse(false);
    if (told) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      steps.add(
          new Step.Run(
              "tell btrfs not to copy what is made in the folder on each write",
              Script.sh("chattr +C {}", folder)));
    }
    steps.add(create());
    GuestDisk.Place place = seen.place();
    boolean copied = !nocow && seen.folderCopies().orElse(false);
    return Plan.move(
        seen,
        new GuestDisk(
            Optional.of(format.word()),
            wanted(),
            told ? Optional.of(false) : seen.folderCopies(),
            new GuestDisk.Place(Kind.FILE, place.tool(), place.folder(), place.free(), "", copied)),
        steps);
  }

  /** It is made under another name first, so that no half of it is taken for a disk. */
  private Step create() {
    return new Step.Run(
        "make the disk " + path,
        Script.sh(
            """
            umask 077
            path={}
            [ ! -e "$path" ] || { echo "$path is there now" >&2; exit 1; }
            trap 'rm -f "$path.part"' EXIT
            rm -f "$path.part"
            qemu-img create -q -f {} -o {} "$path.part" {} && mv "$path.part" "$path"
            """,
            path,
            format.word(),
            nocow ? "nocow=on" : "nocow=off",
            wanted()));
  }

  private Plan<GuestDisk> kept(GuestDisk seen) {
    requireTool(seen);
    if (!seen.place().error().isEmpty()) {
      throw new ModuleFailure(
          "qemu-img cannot read %s: %s. It is left as it is."
              .formatted(path, seen.place().error()));
    }
    String is = seen.format().orElseThrow();
    if (!is.equals(format.word())) {
      throw new ModuleFailure(
          "%s is of the format %s, and the task says %s. A disk is never converted: correct format, or convert it by hand (qemu-img convert)."
              .formatted(path, is, format.word()));
    }
    if (seen.bytes() >= wanted() || !grow) {
      return Plan.keep(seen).warning(warnings(seen));
    }
    requireSpace(seen, wanted() - seen.bytes());
    Step step =
        new Step.Run(
            "grow the disk " + path,
            Script.sh("qemu-img resize -q -f {} {} {}", format.word(), path, wanted()));
    GuestDisk then = new GuestDisk(seen.format(), wanted(), seen.folderCopies(), seen.place());
    return Plan.move(seen, then, step).warning(warnings(then));
  }

  private List<String> warnings(GuestDisk seen) {
    List<String> warnings = new ArrayList<>();
    if (seen.bytes() != wanted()) {
      warnings.add(
          "%s has %s, not %s, and stays so: %s."
              .formatted(
                  path,
                  seen.size(),
                  GuestDisk.shown(wanted()),
                  seen.bytes() > wanted()
                      ? "a disk is never made smaller"
                      : "it grows only with \"grow: true\""));
    }
    if (nocow && seen.place().copied()) {
      warnings.add(
          "%s is copied on each write by btrfs, which scatters it. That cannot be changed once it is there: with the guest off, copy it to a new file in a folder with chattr +C."
              .formatted(path));
    }
    return warnings;
  }

  private Plan<GuestDisk> device(GuestDisk seen) {
    if (format != Format.RAW) {
      throw new ModuleFailure(path + " is a block device: its format is raw.");
    }
    if (seen.bytes() < wanted()) {
      throw new ModuleFailure(
          "%s has %s, less than %s. A device is never changed: make it larger (lvextend), or correct size."
              .formatted(path, seen.size(), GuestDisk.shown(wanted())));
    }
    return Plan.keep(seen);
  }

  private void requireTool(GuestDisk seen) {
    if (!seen.place().tool()) {
      throw new ModuleFailure(
          "qemu-img is not installed on this host. Install qemu-utils (qemu-img on Fedora) first.");
    }
  }

  private void requireSpace(GuestDisk seen, long more) {
    Optional<Long> free = seen.place().free();
    if (!sparse && free.filter(left -> left < more).isPresent()) {
      throw new ModuleFailure(
          "%s would take up to %s, and its file system has %s left. Ask for less, or say \"sparse: true\" where you see to it yourself that it never fills up."
              .formatted(path, GuestDisk.shown(more), GuestDisk.shown(free.orElseThrow())));
    }
  }
}
