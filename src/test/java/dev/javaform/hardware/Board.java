package dev.javaform.hardware;

import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine put together function by function, or read from a list of IOMMU groups. */
public final class Board {

  private static final String DEVICES = "sys/bus/pci/devices/";
  private static final Pattern GROUP = Pattern.compile("IOMMU group (\\d+)");
  private static final Pattern LISTED =
      Pattern.compile("\\s+(\\S+) .*? \\[([0-9a-f]{4})]: .*\\[([0-9a-f]{4}:[0-9a-f]{4})].*");

  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  /** A board of the fixtures; skips the test where they are absent. */
  public static Board listed(String name) {
    var board = new Board();
    String group = "";
    for (String line : lines("iommu/" + name)) {
      Matcher heading = GROUP.matcher(line);
      Matcher function = LISTED.matcher(line);
      if (heading.matches()) {
        group = heading.group(1);
      } else if (function.matches()) {
        board
            .function("0000:" + function.group(1), function.group(2) + "00", function.group(3))
            .group(group);
      }
    }
    return board;
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(Fixtures.path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a function on a bus of its own or, with {@code bridges}, behind these. */
  public Slot function(String address, String type, String id, String... bridges) {
    String domain = address.substring(0, address.indexOf(':'));
    String way = bridges.length == 0 ? "" : String.join("/", bridges) + "/";
    link(DEVICES + address, "../../../devices/pci" + domain + ":00/" + way + address);
    return new Slot(address)
        .with("class", "0x" + type)
        .with("vendor", "0x" + id.substring(0, 4))
        .with("device", "0x" + id.substring(5));
  }

  public Board file(String path, String content) {
    files.put(path, content + "\n");
    return this;
  }

  public Board link(String path, String target) {
    links.put(path, target);
    return this;
  }

  public HostTree tree() {
    return HostTree.of(files, links);
  }

  public Machine machine() {
    return Machine.of(tree());
  }

  /** The function at an address, without the domain where that is 0000. */
  public PciFunction at(String address) {
    return machine().pci().at(full(address)).orElseThrow();
  }

  /** The verdict on the function at an address. */
  public Verdict verdict(String address) {
    return machine().verdicts().on(at(address));
  }

  private static String full(String address) {
    return address.indexOf(':') == 2 ? "0000:" + address : address;
  }

  /** A function that is being described. */
  public final class Slot {

    private final String address;

    private Slot(String address) {
      this.address = address;
    }

    public Slot with(String file, String content) {
      file(DEVICES + address + "/" + file, content);
      return this;
    }

    public Slot group(String number) {
      link(DEVICES + address + "/iommu_group", "../../../kernel/iommu_groups/" + number);
      return this;
    }

    public Slot group(int number) {
      return group(String.valueOf(number));
    }

    public Slot driver(String name) {
      link(DEVICES + address + "/driver", "../../../bus/pci/drivers/" + name);
      return this;
    }

    public Board board() {
      return Board.this;
    }
  }
}
