package dev.javaform.hardware.usb;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Everything that is plugged in, by controller, as {@code /sys/bus/usb/devices} shows it (the
 * kernel's document sysfs-bus-usb).
 *
 * @param devices by the address of the controller's PCI function
 */
public record UsbTree(ImmutableListMultimap<String, UsbDevice> devices) {

  private static final String FOLDER = "sys/bus/usb/devices";

  /** Bus and ports; what has a colon is an interface, {@code usb1} is a root hub. */
  private static final Pattern DEVICE = Pattern.compile("\\d+-\\d+(\\.\\d+)*");

  private static final Pattern CONTROLLER =
      Pattern.compile("([0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])/usb\\d+/");

  /** What the tree tells. */
  public static UsbTree of(HostTree tree) {
    var devices = ImmutableListMultimap.<String, UsbDevice>builder();
    ImmutableList<String> interfaces =
        tree.names(FOLDER).stream().filter(name -> name.contains(":")).collect(toImmutableList());
    for (String name : tree.names(FOLDER)) {
      if (DEVICE.matcher(name).matches()) {
        controller(tree, name)
            .ifPresent(address -> devices.put(address, read(tree, name, interfaces)));
      }
    }
    return new UsbTree(devices.build());
  }

  /** What is plugged into the controller at an address. */
  public UsbController at(String address) {
    return new UsbController(address, devices.get(address));
  }

  private static Optional<String> controller(HostTree tree, String name) {
    return tree.link(FOLDER + "/" + name)
        .flatMap(
            path ->
                CONTROLLER
                    .matcher(path)
                    .results()
                    .reduce((_, last) -> last)
                    .map((MatchResult match) -> match.group(1)));
  }

  private static UsbDevice read(HostTree tree, String name, ImmutableList<String> interfaces) {
    String folder = FOLDER + "/" + name + "/";
    String id =
        tree.value(folder + "idVendor").orElse("0000")
            + ":"
            + tree.value(folder + "idProduct").orElse("0000");
    return new UsbDevice(
        name,
        id,
        title(tree, folder).orElse("USB device " + id),
        interfaces.stream()
            .filter(each -> each.startsWith(name + ":"))
            .map(each -> kind(tree, FOLDER + "/" + each + "/"))
            .collect(ImmutableSet.toImmutableSet()));
  }

  private static Optional<String> title(HostTree tree, String folder) {
    Optional<String> maker = tree.value(folder + "manufacturer");
    return tree.value(folder + "product")
        .map(
            product ->
                maker.filter(name -> !product.startsWith(name)).map(name -> name + " ").orElse("")
                    + product);
  }

  private static String kind(HostTree tree, String folder) {
    return tree.value(folder + "bInterfaceClass").orElse("00")
        + "/"
        + tree.value(folder + "bInterfaceProtocol").orElse("00");
  }
}
