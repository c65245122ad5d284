package dev.javaform.modules.linux.storage;

import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.memory.Size;
import java.util.Optional;

/**
 * A guest's disk on a host.
 *
 * @param format raw, qcow2 or another one that qemu-img knows; empty where there is no disk
 * @param bytes how large it is to the guest
 * @param folderCopies whether what is newly made in its folder is copied on each write, as btrfs
 *     does; empty where the file system is another one
 * @param place what is around it
 */
record GuestDisk(
    Optional<String> format,
    @Unseen long bytes,
    String size,
    Optional<Boolean> folderCopies,
    @Unseen Place place) {

  static final String RAW = "raw";

  GuestDisk(Optional<String> format, long bytes, Optional<Boolean> folderCopies, Place place) {
    this(format, bytes, format.isEmpty() ? "" : shown(bytes), folderCopies, place);
  }

  static String shown(long bytes) {
    return bytes % 1024 == 0 ? new Size(bytes / 1024).toString() : bytes + " bytes";
  }

  /** What is at the path of a disk. */
  enum Kind {
    NOTHING,
    FILE,
    DEVICE,
    OTHER
  }

  /**
   * What is around a disk.
   *
   * @param tool whether qemu-img is there
   * @param folder whether there is a folder for it
   * @param free how many bytes may be written there; empty where that is not known
   * @param error what qemu-img said of an image that it cannot read; empty where it can
   * @param copied whether an image that is there is copied on each write, as btrfs does
   */
  record Place(
      Kind kind, boolean tool, boolean folder, Optional<Long> free, String error, boolean copied) {}
}
