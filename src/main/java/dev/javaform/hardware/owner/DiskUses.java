package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The disks that hold mounted file systems and swap, through mapped, joined and encrypted ones. */
final class DiskUses {

  /** Where the host's own files are; /etc/fstab adds what it waits for at boot. */
  private static final Pattern SYSTEM =
      Pattern.compile("/|/(boot|efi|usr|var|home|etc|nix|sysroot|ostree)(/.*)?|swap");

  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  private final HostTree tree;
  private final BlockDevices devices;
  private final ImmutableSet<String> awaited;

  DiskUses(HostTree tree) {
    this.tree = tree;
    this.devices = new BlockDevices(tree);
    this.awaited = awaited();
  }

  ImmutableList<PlacedUse> all() {
    var uses = ImmutableList.<PlacedUse>builder();
    Set<String> seen = new HashSet<>();
    for (MountedDisk mounted : MountedDisk.all(tree)) {
      for (String name : devices.holding(mounted)) {
        seen.add(name);
        add(use(mounted, name), uses);
      }
    }
    devices.joined().stream()
        .filter(each -> !seen.contains(each.part()))
        .map(each -> new Use(Use.Kind.DATA_DISK, each.part(), "is a part of " + each.whole()))
        .forEach(use -> add(use, uses));
    return uses.build();
  }

  private void add(Use use, ImmutableList.Builder<PlacedUse> to) {
    devices.paths(use.name()).forEach(path -> to.add(new PlacedUse(use, path)));
  }

  private Use use(MountedDisk mounted, String name) {
    return new Use(
        isSystem(mounted) ? Use.Kind.SYSTEM_DISK : Use.Kind.DATA_DISK,
        name,
        "holds " + mounted.target());
  }

  private boolean isSystem(MountedDisk mounted) {
    return SYSTEM.matcher(mounted.target()).matches() || awaited.contains(mounted.target());
  }

  /** Where the host's own files are that come from another machine. */
  ImmutableSet<String> remote() {
    return MountedDisk.all(tree).stream()
        .filter(this::isSystem)
        .filter(each -> each.isRemote() || devices.isRemote(each))
        .map(MountedDisk::target)
        .collect(toImmutableSet());
  }

  /** The mount points of fstab(5) without which the host does not boot. */
  private ImmutableSet<String> awaited() {
    return tree.lines("etc/fstab").stream()
        .filter(line -> !line.strip().startsWith("#"))
        .map(BLANKS::splitToList)
        .filter(words -> words.size() > 3 && words.get(1).startsWith("/"))
        .filter(words -> isAwaited(Splitter.on(',').splitToList(words.get(3))))
        .map(words -> words.get(1))
        .collect(toImmutableSet());
  }

  private static boolean isAwaited(List<String> options) {
    return !options.contains("nofail") && !options.contains("noauto");
  }
}
