package dev.javaform.hardware.preflight;

import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine that a test puts together, file by file, as the kernel shows it. */
final class Board {

  private static final String DEVICES = "sys/bus/pci/devices/";
  private static final Pattern GROUP = Pattern.compile("IOMMU group (\\d+)");
  private static final Pattern DEVICE =
      Pattern.compile("\\s+(\\S+) .*?\\[(\\p{XDigit}{4})]: .*\\[(\\S{4}:\\S{4})].*");

  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  /** The board of a listing of lspci by IOMMU group. */
  static Board listed(String name) throws IOException {
    Board board = new Board();
    int group = 0;
    for (String line : Files.readAllLines(Fixtures.path("iommu/" + name + ".txt"))) {
      Matcher head = GROUP.matcher(line);
      Matcher device = DEVICE.matcher(line);
      if (head.matches()) {
        group = Integer.parseInt(head.group(1));
      } else if (device.matches()) {
        board.device("0000:" + device.group(1), device.group(2) + "00", device.group(3), group);
      }
    }
    return board;
  }

  Board device(String address, String type, String id, int group) {
    file(DEVICES + address + "/vendor", "0x" + id.substring(0, 4));
    file(DEVICES + address + "/device", "0x" + id.substring(5));
    file(DEVICES + address + "/class", "0x" + type);
    return link(DEVICES + address + "/iommu_group", "../../../kernel/iommu_groups/" + group);
  }

  /** A card beside which the host keeps another. */
  Board hostCard() {
    return device("0000:7f:00.0", "030000", "1a03:2000", 99);
  }

  Board driver(String address, String name) {
    return link(DEVICES + address + "/driver", "../../../bus/pci/drivers/" + name);
  }

  Board attribute(String address, String name, String value) {
    return file(DEVICES + address + "/" + name, value);
  }

  /** A partition of an NVMe disk that is mounted. */
  Board mounted(String address, String target) {
    String path = "../../devices/pci0000:00/" + address + "/nvme/nvme0/nvme0n1/nvme0n1p2";
    link("sys/class/block/nvme0n1p2", path);
    link("sys/dev/block/259:2", path);
    return file(
        "proc/self/mountinfo",
        "30 1 259:2 / %s rw,noatime shared:1 - ext4 /dev/nvme0n1p2 rw\n".formatted(target));
  }

  /** An interface that this session came in by. */
  Board session(String address) {
    link("sys/class/net/enp5s0", "../../devices/pci0000:00/" + address + "/net/enp5s0");
    file("commands/session", "192.0.2.1 50000 192.0.2.11 22");
    return file("commands/addresses", "2: enp5s0    inet 192.0.2.11/24 brd 192.0.2.255");
  }

  /** A keyboard at a USB controller. */
  Board keyboard(String controller, String port) {
    String device = "sys/bus/usb/devices/" + port;
    String path = "../../../devices/pci0000:00/" + controller + "/usb1/" + port;
    link(device, path).link(device + ":1.0", path + "/" + port + ":1.0");
    String folder = "sys/devices/pci0000:00/" + controller + "/usb1/" + port;
    file(folder + "/idVendor", "046d").file(folder + "/idProduct", "c31c");
    file(folder + "/product", "Keyboard K120");
    file(folder + "/" + port + ":1.0/bInterfaceClass", "03");
    return file(folder + "/" + port + ":1.0/bInterfaceProtocol", "01");
  }

  Board file(String path, String text) {
    files.put(path, text);
    return this;
  }

  Board link(String path, String target) {
    links.put(path, target);
    return this;
  }

  HostTree tree() {
    return HostTree.of(files, links);
  }

  Machine machine() {
    return Machine.of(tree());
  }

  Judgement judged(Intent intent) {
    return Judgement.of(machine(), intent);
  }
}
