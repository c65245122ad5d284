package dev.javaform.hardware.owner;

import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * GRUB's environment block as a place to remember what is started next. GRUB writes it by disk
 * blocks, without the file system (GRUB's manual, 16.3): where these are not a file's own, it
 * refuses, and the choice would stay.
 */
public final class LoaderMemory {

  private static final ImmutableSet<String> WRITABLE =
      ImmutableSet.of("ext2", "ext3", "ext4", "xfs", "vfat", "msdos");

  private LoaderMemory() {}

  /**
   * What GRUB could not write its environment block on; empty where it can, or where the tree does
   * not tell where the block is.
   */
  public static Optional<String> unwritable(HostTree tree) {
    return Stream.of("boot/grub/grubenv", "boot/grub2/grubenv")
        .filter(tree::has)
        .findFirst()
        .flatMap(block -> holding(tree, "/" + block))
        .flatMap(mounted -> unwritable(mounted.type(), kind(tree, mounted)));
  }

  /**
   * What GRUB could not write on.
   *
   * @param type of the file system
   * @param kind of its device: {@code disk}, {@code partition}, {@code mdraid} or a kind of mapped
   *     one, such as {@code LVM}
   */
  public static Optional<String> unwritable(String type, String kind) {
    if (!WRITABLE.contains(type)) {
      return Optional.of(type);
    }
    return Optional.of(kind)
        .filter(each -> !each.equals("partition") && !each.equals("disk"))
        .map(each -> each + ", " + type);
  }

  /** The file system of a file: the last one that was mounted nearest to it. */
  private static Optional<MountedDisk> holding(HostTree tree, String file) {
    return MountedDisk.all(tree).stream()
        .filter(each -> isBelow(file, each.target()))
        .reduce((one, next) -> next.target().length() >= one.target().length() ? next : one);
  }

  private static boolean isBelow(String file, String folder) {
    return folder.equals("/") || file.startsWith(folder + "/");
  }

  private static String kind(HostTree tree, MountedDisk mounted) {
    String device = tree.linkName("sys/dev/block/" + mounted.number()).orElse("");
    if (device.startsWith("md")) {
      return "mdraid";
    }
    return device.startsWith("dm-")
        ? tree.value("sys/class/block/" + device + "/dm/uuid")
            .map(uuid -> uuid.replaceFirst("-.*", ""))
            .orElse("device mapper")
        : "disk";
  }
}
