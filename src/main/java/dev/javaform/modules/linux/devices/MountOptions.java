package dev.javaform.modules.linux.devices;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The options of a mount. findmnt does not tell of one that does not exist, and a file system with
 * such an option is not mounted at boot; so what exists is listed here.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/mount.8.html">mount(8)</a>
 * @see <a href="https://btrfs.readthedocs.io/en/latest/ch-mount-options.html">btrfs(5)</a>
 */
final class MountOptions {

  /** Options of which one takes the place of another. */
  private static final ImmutableList<ImmutableSet<String>> INSTEAD =
      ImmutableList.of(
          ImmutableSet.of(
              "atime", "noatime", "relatime", "norelatime", "strictatime", "nostrictatime"),
          ImmutableSet.of("diratime", "nodiratime"),
          ImmutableSet.of("lazytime", "nolazytime"),
          ImmutableSet.of("ro", "rw"),
          ImmutableSet.of("exec", "noexec"),
          ImmutableSet.of("suid", "nosuid"),
          ImmutableSet.of("dev", "nodev"),
          ImmutableSet.of("auto", "noauto"),
          ImmutableSet.of("sync", "async"),
          ImmutableSet.of("user", "users", "nouser", "owner", "group"),
          ImmutableSet.of("discard", "nodiscard"),
          ImmutableSet.of("autodefrag", "noautodefrag"),
          ImmutableSet.of("ssd", "nossd", "ssd_spread", "nossd_spread"),
          ImmutableSet.of("datacow", "nodatacow"),
          ImmutableSet.of("datasum", "nodatasum"),
          ImmutableSet.of("barrier", "nobarrier"),
          ImmutableSet.of("acl", "noacl"),
          ImmutableSet.of("compress", "compress-force"));

  private static final ImmutableSet<String> COMMON =
      ImmutableSet.of(
          "defaults",
          "nofail",
          "remount",
          "_netdev",
          "iversion",
          "noiversion",
          "silent",
          "loud",
          "mand",
          "nomand",
          "dirsync",
          "loop",
          "offset",
          "sizelimit",
          "context",
          "fscontext",
          "defcontext",
          "rootcontext",
          "comment",
          "bind",
          "rbind",
          "shared",
          "private",
          "slave",
          "nosymfollow",
          "symfollow");

  private static final ImmutableSetMultimap<String, String> OWN =
      ImmutableSetMultimap.<String, String>builder()
          .putAll(
              "btrfs",
              "subvol",
              "subvolid",
              "commit",
              "space_cache",
              "nospace_cache",
              "clear_cache",
              "compress",
              "compress-force",
              "degraded",
              "flushoncommit",
              "noflushoncommit",
              "max_inline",
              "metadata_ratio",
              "skip_balance",
              "thread_pool",
              "treelog",
              "notreelog",
              "user_subvol_rm_allowed",
              "rescue",
              "enospc_debug",
              "fatal_errors",
              "device",
              "fragment")
          .putAll(
              "ext4",
              "commit",
              "data",
              "errors",
              "journal_checksum",
              "journal_async_commit",
              "user_xattr",
              "nouser_xattr",
              "delalloc",
              "nodelalloc",
              "stripe",
              "barrier",
              "noload",
              "norecovery",
              "inode_readahead_blks",
              "usrquota",
              "grpquota",
              "prjquota",
              "quota",
              "noquota",
              "usrjquota",
              "grpjquota",
              "jqfmt",
              "dax",
              "min_batch_time",
              "max_batch_time",
              "journal_ioprio",
              "auto_da_alloc",
              "noauto_da_alloc",
              "init_itable",
              "noinit_itable",
              "max_dir_size_kb",
              "minixdf",
              "bsddf",
              "debug",
              "grpid",
              "nogrpid",
              "resuid",
              "resgid",
              "sb",
              "i_version",
              "block_validity",
              "noblock_validity",
              "prefetch_block_bitmaps",
              "no_prefetch_block_bitmaps")
          .putAll(
              "xfs",
              "allocsize",
              "attr2",
              "noattr2",
              "dax",
              "filestreams",
              "ikeep",
              "noikeep",
              "inode32",
              "inode64",
              "largeio",
              "nolargeio",
              "logbsize",
              "logbufs",
              "logdev",
              "rtdev",
              "noalign",
              "norecovery",
              "nouuid",
              "uquota",
              "usrquota",
              "gquota",
              "grpquota",
              "pquota",
              "prjquota",
              "noquota",
              "uqnoenforce",
              "gqnoenforce",
              "pqnoenforce",
              "sunit",
              "swidth",
              "swalloc",
              "wsync")
          .putAll(
              "vfat",
              "uid",
              "gid",
              "umask",
              "dmask",
              "fmask",
              "codepage",
              "iocharset",
              "shortname",
              "utf8",
              "errors",
              "flush",
              "check",
              "quiet",
              "tz",
              "time_offset",
              "showexec",
              "allow_utime",
              "rodir",
              "usefree",
              "nonumtail")
          .putAll(
              "tmpfs",
              "size",
              "nr_blocks",
              "nr_inodes",
              "mode",
              "uid",
              "gid",
              "huge",
              "mpol",
              "inode32",
              "inode64",
              "noswap")
          .putAll("swap", "pri", "sw", "discard")
          .putAll(
              "f2fs",
              "background_gc",
              "compress_algorithm",
              "compress_chksum",
              "compress_extension",
              "gc_merge",
              "nogc_merge",
              "atgc",
              "checkpoint",
              "checkpoint_merge",
              "inline_data",
              "inline_dentry",
              "extent_cache",
              "flush_merge",
              "mode",
              "active_logs",
              "whint_mode",
              "user_xattr",
              "nouser_xattr",
              "fsync_mode",
              "alloc_mode")
          .build();

  private MountOptions() {}

  /** The options of a field of fstab(5); a comma in quotes belongs to an option. */
  static ImmutableList<String> split(String field) {
    return Splitter.onPattern(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
        .omitEmptyStrings()
        .splitToStream(field)
        .collect(ImmutableList.toImmutableList());
  }

  /** Its name: what is before the value. */
  static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  /**
   * With an option, at the place of the first that it is instead of. {@code defaults} alone stays
   * in front.
   */
  static ImmutableList<String> with(ImmutableList<String> options, String option) {
    List<String> then = new ArrayList<>();
    boolean placed = false;
    for (String each : options) {
      if (!isInstead(each, option)) {
        then.add(each);
      } else if (!placed) {
        then.add(option);
        placed = true;
      }
    }
    if (!placed) {
      then.add(option);
    }
    return ImmutableList.copyOf(then);
  }

  /** Whether one takes the other's place, as the same name does. */
  static boolean isInstead(String one, String other) {
    String first = name(one);
    String second = name(other);
    return (first.equals(second) && !first.startsWith("x-"))
        || one.equals(other)
        || INSTEAD.stream().anyMatch(group -> group.contains(first) && group.contains(second));
  }

  /** Whether an option exists for a type of file system. */
  static boolean exists(String option, String type) {
    String name = name(option);
    return name.startsWith("x-")
        || name.startsWith("X-")
        || COMMON.contains(name)
        || INSTEAD.stream().anyMatch(group -> group.contains(name))
        || OWN.containsEntry(family(type), name);
  }

  private static String family(String type) {
    return switch (type) {
      case "ext2", "ext3" -> "ext4";
      case "msdos" -> "vfat";
      default -> type;
    };
  }

  /** Whether all options of a type of file system are known here. */
  static boolean knows(String type) {
    return OWN.containsKey(family(type));
  }

  /** What may have been meant. */
  static Optional<String> closest(String option, String type) {
    List<String> all = new ArrayList<>(COMMON);
    INSTEAD.forEach(all::addAll);
    all.addAll(OWN.get(family(type)));
    String name = name(option);
    return all.stream()
        .filter(each -> distance(name, each) <= 1 + name.length() / 4)
        .min(Comparator.comparingInt(each -> distance(name, each)));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** Options that the kernel shows for every mount, so that they can be looked for there. */
  static boolean isShown(String option) {
    return ImmutableSet.of(
            "noatime", "relatime", "nodiratime", "nosuid", "nodev", "noexec", "ro", "rw")
        .contains(option);
  }
}
