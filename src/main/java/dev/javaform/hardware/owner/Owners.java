package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.usb.UsbTree;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the host itself needs its PCI functions for: disks, the way to the network and to whoever is
 * connected, the console, the keyboard. A bridge is needed for what lies behind it, too.
 *
 * @param uses by the address of each PCI function
 * @param isRootFound whether it is known what the host's own files are on
 */
public record Owners(ImmutableSetMultimap<String, Use> uses, boolean isRootFound) {

  /** Where the host's own files are; a system of images has its real root below. */
  private static final ImmutableSet<String> ROOTS = ImmutableSet.of("/", "/sysroot");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");

  /** What the tree tells. */
  public static Owners of(HostTree tree) {
    var uses = ImmutableSetMultimap.<String, Use>builder();
    var disks = new DiskUses(tree);
    var network = new NetworkUses(tree);
    ImmutableList<PlacedUse> held = disks.all();
    Stream.of(
            held,
            network.carrying(disks.remote()),
            network.all(),
            new ConsoleUses(tree).all(),
            keyboards(tree))
        .flatMap(ImmutableList::stream)
        .forEach(each -> addresses(each.path()).forEach(at -> uses.put(at, each.use())));
    boolean found =
        held.stream().anyMatch(Owners::holdsRoot)
            || disks.remote().stream().anyMatch(ROOTS::contains);
    return new Owners(uses.build(), found);
  }

  /** A disk that is software tells nothing of what it is on. */
  private static boolean holdsRoot(PlacedUse use) {
    return !use.path().contains("/virtual/")
        && ROOTS.stream().anyMatch(root -> use.use().reason().equals("holds " + root));
  }

  /** What a function is needed for. */
  public ImmutableList<Use> of(String address) {
    return uses.get(address).asList();
  }

  /** Whether the host is lost, or out of reach, without a function. */
  public boolean isVital(String address) {
    return uses.get(address).stream().anyMatch(use -> use.kind().isVital());
  }

  /** The functions that a kind of use needs. */
  public ImmutableList<String> with(Use.Kind kind) {
    return uses.entries().stream()
        .filter(each -> each.getValue().kind() == kind)
        .map(each -> each.getKey())
        .distinct()
        .collect(toImmutableList());
  }

  private static ImmutableList<PlacedUse> keyboards(HostTree tree) {
    return UsbTree.of(tree).devices().entries().stream()
        .filter(each -> each.getValue().isKeyboard())
        .map(
            each ->
                new PlacedUse(
                    new Use(Use.Kind.KEYBOARD, each.getValue().title(), "is a keyboard"),
                    each.getKey()))
        .collect(toImmutableList());
  }

  private static Stream<String> addresses(String path) {
    return ADDRESS.matcher(path).results().map(MatchResult::group);
  }
}
