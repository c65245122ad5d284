package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is mounted, or used as swap.
 *
 * @param source as the mount names it: {@code /dev/mapper/root}, a pool of ZFS
 * @param target where; {@code swap} for swap
 * @param number major and minor number of the file system's device; 0 and another for those that
 *     have none of their own, such as btrfs
 */
record MountedDisk(String source, String target, String type, String number) {

  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  private static final ImmutableSet<String> REMOTE =
      ImmutableSet.of("nfs", "nfs4", "cifs", "smb3", "ceph", "fuse.ceph", "fuse.glusterfs", "afs");

  private static final String NO_NUMBER = "0:0";

  /**
   * From proc_pid_mountinfo(5) where it is known, else from proc_pid_mounts(5), and proc_swaps(5).
   */
  static ImmutableList<MountedDisk> all(HostTree tree) {
    List<MountedDisk> mounted = mountInfo(tree);
    return Stream.concat((mounted.isEmpty() ? mounts(tree) : mounted).stream(), swaps(tree))
        .collect(toImmutableList());
  }

  private static ImmutableList<MountedDisk> mountInfo(HostTree tree) {
    return tree.lines("proc/self/mountinfo").stream()
        .map(BLANKS::splitToList)
        .filter(words -> words.indexOf("-") >= 6 && words.size() > words.indexOf("-") + 2)
        .map(
            words ->
                new MountedDisk(
                    words.get(words.indexOf("-") + 2),
                    words.get(4),
                    words.get(words.indexOf("-") + 1),
                    words.get(2)))
        .collect(toImmutableList());
  }

  private static ImmutableList<MountedDisk> mounts(HostTree tree) {
    return Stream.of("proc/mounts", "proc/self/mounts")
        .filter(path -> !tree.lines(path).isEmpty())
        .limit(1)
        .flatMap(path -> tree.lines(path).stream())
        .map(BLANKS::splitToList)
        .filter(words -> words.size() > 2)
        .map(words -> new MountedDisk(words.get(0), words.get(1), words.get(2), NO_NUMBER))
        .collect(toImmutableList());
  }

  private static Stream<MountedDisk> swaps(HostTree tree) {
    return tree.lines("proc/swaps").stream()
        .map(BLANKS::splitToList)
        .filter(words -> words.size() > 1 && words.get(1).equals("partition"))
        .map(words -> new MountedDisk(words.get(0), "swap", "swap", NO_NUMBER));
  }

  /** Whether another machine holds it. */
  boolean isRemote() {
    return REMOTE.contains(type);
  }

  /** Whether a device of its own holds it. */
  boolean hasNumber() {
    return !number.startsWith("0:");
  }
}
