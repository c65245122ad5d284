package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What keeps a passed card from working although libvirt takes it, each with the reason. Cards that
 * a driver of the host divides (mdev) are not meant: for them {@code display} and {@code ramfb} are
 * there.
 */
final class Gotchas {

  private static final String SCREEN =
      "only cards that a driver of the host divides (type mdev) can be shown in a window; a whole"
          + " card has its own screen";

  private static final ImmutableMap<String, String> ATTRIBUTES =
      ImmutableMap.of("display", SCREEN, "ramfb", SCREEN);

  /** What stands in an argument for QEMU. */
  private static final ImmutableMap<String, String> ARGUMENTS =
      ImmutableMap.of(
          "x-vga",
          "it is for BIOS firmware, and with UEFI and a card of large memory the guest does not"
              + " start (Bad address)",
          "X-PciMmio64",
          "it moves the memory of cards in the guest's firmware, which sizes it itself; pictures"
              + " are garbled",
          "ramfb",
          SCREEN);

  private Gotchas() {}

  /**
   * Refuses them.
   *
   * @throws ModuleFailure with the element that is meant
   */
  static void refuse(Element domain) {
    Xml.devices(domain, "hostdev")
        .filter(device -> device.getAttribute("type").equals("pci"))
        .forEach(Gotchas::refuseIn);
    for (String name : new String[] {"qemu:arg", "qemu:property", "qemu:env"}) {
      NodeList arguments = domain.getElementsByTagName(name);
      for (int i = 0; i < arguments.getLength(); i++) {
        refuseArgument((Element) arguments.item(i));
      }
    }
  }

  private static void refuseIn(Element device) {
    ATTRIBUTES.forEach(
        (name, why) -> {
          if (device.getAttribute(name).equals("on")) {
            throw new ModuleFailure(
                "devices/hostdev/@%s: %s. Remove it from the XML.".formatted(name, why));
          }
        });
  }

  private static void refuseArgument(Element argument) {
    String text = argument.getAttribute("value") + argument.getAttribute("name");
    Optional<Map.Entry<String, String>> found =
        ARGUMENTS.entrySet().stream().filter(each -> text.contains(each.getKey())).findFirst();
    found.ifPresent(
        each -> {
          throw new ModuleFailure(
              "%s \"%s\": %s. Remove it from the XML."
                  .formatted(argument.getTagName(), text, each.getValue()));
        });
  }
}
