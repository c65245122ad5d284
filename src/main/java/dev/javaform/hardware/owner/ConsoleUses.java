package dev.javaform.hardware.owner;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The card that the host's console is shown on: the one that the firmware drew on, else one with a
 * lit screen, else that of the first framebuffer. A card that is kept for guests shows none.
 */
final class ConsoleUses {

  private static final String FUNCTIONS = "sys/bus/pci/devices";

  private final HostTree tree;

  ConsoleUses(HostTree tree) {
    this.tree = tree;
  }

  ImmutableList<PlacedUse> all() {
    return Stream.<Supplier<List<PlacedUse>>>of(this::firmware, this::lit, this::framebuffer)
        .map(Supplier::get)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(ImmutableList::copyOf)
        .orElse(ImmutableList.of());
  }

  private List<PlacedUse> firmware() {
    return tree.names(FUNCTIONS).stream()
        .filter(address -> tree.value(at(address, "boot_vga")).filter("1"::equals).isPresent())
        .filter(address -> !kept(address))
        .map(address -> use("the console", "is shown on the card", address))
        .toList();
  }

  private List<PlacedUse> lit() {
    return tree.names("sys/class/drm").stream()
        .map("sys/class/drm/"::concat)
        .filter(connector -> is(connector + "/status", "connected"))
        .filter(connector -> is(connector + "/enabled", "enabled"))
        .flatMap(
            connector ->
                tree.link(connector).stream()
                    .map(
                        path ->
                            use(
                                connector.substring(connector.lastIndexOf('/') + 1),
                                "has a lit screen",
                                path)))
        .toList();
  }

  private List<PlacedUse> framebuffer() {
    return tree.link("sys/class/graphics/fb0").stream()
        .map(path -> use("fb0", "is the console's framebuffer", path))
        .toList();
  }

  private boolean kept(String address) {
    Optional<String> driver = tree.linkName(at(address, "driver"));
    return driver.filter("vfio-pci"::equals).isPresent();
  }

  private boolean is(String path, String value) {
    return tree.value(path).filter(value::equals).isPresent();
  }

  private static String at(String address, String file) {
    return FUNCTIONS + "/" + address + "/" + file;
  }

  private static PlacedUse use(String name, String reason, String path) {
    return new PlacedUse(new Use(Use.Kind.CONSOLE, name, reason), path);
  }
}
