package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.List;
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
    for (MountedDisk mounted : MountedDisk.all(tree)) {
      for (String name : devices.holding(mounted)) {
        Use use = use(mounted, name);
        devices.paths(name).forEach(path -> uses.add(new PlacedUse(use, path)));
      }
    }
    return uses.build();
  }

  private Use use(MountedDisk mounted, String name) {
    boolean system =
        SYSTEM.matcher(mounted.target()).matches() || awaited.contains(mounted.target());
    return new Use(
        system ? Use.Kind.SYSTEM_DISK : Use.Kind.DATA_DISK,
        name,
        "holds " + (mounted.target().equals("swap") ? "swap" : mounted.target()));
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
