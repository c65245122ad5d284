package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The block devices of a host: which lies on which, and where each is in the tree of devices. */
final class BlockDevices {

  private static final List<String> FOLDERS = List.of("sys/class/block/", "sys/block/");

  /** A disk of several paths belongs to a subsystem, whose controllers are links beside it. */
  private static final Pattern SUBSYSTEM = Pattern.compile("nvme-subsystem/(nvme-subsys\\d+)/");

  /** What ends in a digit has a p before the partition's number. */
  private static final Pattern PARTITION = Pattern.compile("(.*\\d)p\\d+|([a-z]+)\\d+");

  /** What is reached over the network: iSCSI, NVMe over Fabrics, NBD, RBD. */
  private static final Pattern REMOTE =
      Pattern.compile("/session\\d+/target|/nvme-fabrics/|/block/[nr]bd\\d+");

  private static final Splitter SLASHES = Splitter.on('/');

  private final HostTree tree;

  BlockDevices(HostTree tree) {
    this.tree = tree;
  }

  /** The devices that hold what is mounted, those at the bottom included. */
  ImmutableSet<String> holding(MountedDisk mounted) {
    Deque<String> open = new ArrayDeque<>(sources(mounted));
    Set<String> found = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (found.add(name)) {
        open.addAll(below(name));
        open.addAll(beside(name));
      }
    }
    return ImmutableSet.copyOf(found);
  }

  /** The places of a device in the tree; several where it can be reached by several controllers. */
  ImmutableList<String> paths(String name) {
    return link(name)
        .or(() -> disk(name).flatMap(this::link))
        .map(path -> Stream.concat(Stream.of(path), controllers(path)))
        .orElse(Stream.empty())
        .collect(ImmutableList.toImmutableList());
  }

  /** A device that another one lies on: a disk in an array, a volume, or below an encrypted one. */
  record Part(String part, String whole) {}

  /** All of those. */
  ImmutableSet<Part> joined() {
    return FOLDERS.stream()
        .flatMap(folder -> tree.names(folder.substring(0, folder.length() - 1)).stream())
        .distinct()
        .flatMap(whole -> below(whole).stream().map(part -> new Part(part, title(whole))))
        .collect(toImmutableSet());
  }

  private String title(String name) {
    return tree.value("sys/class/block/" + name + "/dm/name").orElse(name);
  }

  /** Whether anything of what holds a mounted file system is on another machine. */
  boolean isRemote(MountedDisk mounted) {
    return holding(mounted).stream()
        .flatMap(name -> paths(name).stream())
        .anyMatch(path -> REMOTE.matcher(path).find());
  }

  private Optional<String> link(String name) {
    return FOLDERS.stream().flatMap(folder -> tree.link(folder + name).stream()).findFirst();
  }

  /** The disk of a partition, by the kernel's rule for names; some captures know disks only. */
  private static Optional<String> disk(String partition) {
    Matcher parts = PARTITION.matcher(partition);
    return parts.matches()
        ? Optional.ofNullable(parts.group(1)).or(() -> Optional.of(parts.group(2)))
        : Optional.empty();
  }

  private Stream<String> controllers(String path) {
    Optional<String> subsystem =
        SUBSYSTEM.matcher(path).results().findFirst().map((MatchResult match) -> match.group(1));
    return subsystem.stream()
        .map("sys/class/nvme-subsystem/"::concat)
        .flatMap(
            folder ->
                tree.names(folder).stream()
                    .flatMap(each -> tree.link(folder + "/" + each).stream()));
  }

  private ImmutableSet<String> sources(MountedDisk mounted) {
    if (mounted.hasNumber()) {
      Optional<String> name = tree.linkName("sys/dev/block/" + mounted.number());
      if (name.isPresent()) {
        return ImmutableSet.of(name.get());
      }
    }
    return mounted.type().equals("zfs")
        ? pool(SLASHES.splitToList(mounted.source()).getFirst())
        : Splitter.on(':')
            .splitToStream(mounted.source())
            .filter(each -> each.startsWith("/dev/"))
            .map(this::name)
            .collect(toImmutableSet());
  }

  /** The kernel's name of a device that is known by a path. */
  private String name(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return tree.linkName(path.substring(1)).or(() -> mapped(last)).orElse(last);
  }

  private Optional<String> mapped(String name) {
    return tree.names("sys/class/block").stream()
        .filter(
            each ->
                tree.value("sys/class/block/" + each + "/dm/name").filter(name::equals).isPresent())
        .findFirst();
  }

  private ImmutableSet<String> below(String name) {
    return FOLDERS.stream()
        .flatMap(folder -> tree.names(folder + name + "/slaves").stream())
        .collect(toImmutableSet());
  }

  /** A btrfs is mounted by one of its devices, and lies on all of them. */
  private ImmutableSet<String> beside(String name) {
    return tree.names("sys/fs/btrfs").stream()
        .map(each -> tree.names("sys/fs/btrfs/" + each + "/devices"))
        .filter(devices -> devices.contains(name))
        .flatMap(ImmutableSet::stream)
        .collect(toImmutableSet());
  }

  /** The devices of a pool in the output of {@code zpool list -vHPL}. */
  private ImmutableSet<String> pool(String pool) {
    var devices = ImmutableSet.<String>builder();
    boolean inside = false;
    for (String line : tree.lines("commands/zpool")) {
      if (!line.startsWith("\t")) {
        inside = line.split("\t", -1)[0].equals(pool);
      } else if (inside && line.strip().startsWith("/dev/")) {
        devices.add(name(line.strip().split("\t", -1)[0]));
      }
    }
    return devices.build();
  }
}
