package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.pci.PciFunction.Sriov;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the functions below {@code sys/bus/pci/devices}; what is not there stays unknown. */
final class PciReader {

  private static final String FOLDER = "sys/bus/pci/devices/";
  private static final String GROUPS = "sys/kernel/iommu_groups/";
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
  private static final Splitter BLANKS = Splitter.on(' ').trimResults().omitEmptyStrings();

  private final HostTree tree;
  private final ModuleAliases aliases;
  private final ImmutableMap<String, Integer> groups;

  PciReader(HostTree tree) {
    this.tree = tree;
    this.aliases = ModuleAliases.of(tree);
    this.groups = groups(tree);
  }

  ImmutableList<PciFunction> functions() {
    return tree.names(FOLDER.substring(0, FOLDER.length() - 1)).stream()
        .filter(address -> ADDRESS.matcher(address).matches())
        .filter(address -> digits(address, "vendor", 4).isPresent())
        .map(this::read)
        .collect(toImmutableList());
  }

  private PciFunction read(String address) {
    String folder = FOLDER + address + "/";
    return new PciFunction(
        address,
        digits(address, "class", 6).orElse("000000"),
        digits(address, "vendor", 4).orElseThrow(),
        digits(address, "device", 4).orElse("0000"),
        subsystem(address),
        name(address),
        tree.linkName(folder + "driver"),
        tree.linkName(folder + "driver")
            .flatMap(driver -> tree.linkName("sys/bus/pci/drivers/" + driver + "/module")),
        candidates(folder),
        group(address),
        tree.value(folder + "boot_vga").map("1"::equals),
        tree.number(folder + "numa_node").filter(node -> node >= 0).map(Long::intValue),
        tree.text(folder + "reset_method").map(text -> words(text.strip())),
        Bar.all(tree.lines(folder + "resource")),
        sriov(folder),
        parents(address));
  }

  private Optional<String> digits(String address, String file, int length) {
    return tree.value(FOLDER + address + "/" + file)
        .map(value -> value.replaceFirst("^0x", "").toLowerCase(Locale.ROOT))
        .filter(value -> value.matches("[0-9a-f]{" + length + "}"));
  }

  private Optional<String> subsystem(String address) {
    return digits(address, "subsystem_vendor", 4)
        .flatMap(
            vendor -> digits(address, "subsystem_device", 4).map(device -> vendor + ":" + device));
  }

  /** From udev's database: the lines {@code E:ID_…_FROM_DATABASE=…}. */
  private Optional<String> name(String address) {
    Map<String, String> properties = new HashMap<>();
    for (String line : tree.lines("run/udev/data/+pci:" + address)) {
      int equals = line.indexOf('=');
      if (line.startsWith("E:") && equals > 0) {
        properties.put(line.substring(2, equals), line.substring(equals + 1));
      }
    }
    return Optional.ofNullable(properties.get("ID_MODEL_FROM_DATABASE"))
        .map(
            model ->
                Optional.ofNullable(properties.get("ID_VENDOR_FROM_DATABASE"))
                    .map(vendor -> vendor + " " + model)
                    .orElse(model));
  }

  private ImmutableSortedSet<String> candidates(String folder) {
    return tree.value(folder + "modalias").stream()
        .flatMap(alias -> aliases.modules(alias).stream())
        .collect(toImmutableSortedSet(Comparator.naturalOrder()));
  }

  private Optional<Integer> group(String address) {
    return tree.linkName(FOLDER + address + "/iommu_group")
        .map(Ints::tryParse)
        .or(() -> Optional.ofNullable(groups.get(address)));
  }

  /** The groups as the other side tells them. */
  private static ImmutableMap<String, Integer> groups(HostTree tree) {
    var groups = ImmutableMap.<String, Integer>builder();
    for (String name : tree.names(GROUPS.substring(0, GROUPS.length() - 1))) {
      Optional.ofNullable(Ints.tryParse(name))
          .ifPresent(
              number ->
                  tree.names(GROUPS + name + "/devices")
                      .forEach(address -> groups.put(address, number)));
    }
    return groups.buildKeepingLast();
  }

  private Sriov sriov(String folder) {
    int total = tree.number(folder + "sriov_totalvfs").map(Long::intValue).orElse(0);
    var virtual =
        tree.names(folder.substring(0, folder.length() - 1)).stream()
            .filter(name -> name.startsWith("virtfn"))
            .flatMap(name -> tree.linkName(folder + name).stream())
            .sorted()
            .collect(toImmutableList());
    return new Sriov(total, virtual, tree.linkName(folder + "physfn"));
  }

  /** The addresses in the path that the link of the function leads to, but for its own. */
  private ImmutableList<String> parents(String address) {
    return tree.link(FOLDER + address).stream()
        .flatMap(path -> ADDRESS.matcher(path).results())
        .map(MatchResult::group)
        .filter(each -> !each.equals(address))
        .collect(toImmutableList());
  }

  private static ImmutableList<String> words(String text) {
    return ImmutableList.copyOf(BLANKS.split(text));
  }
}
