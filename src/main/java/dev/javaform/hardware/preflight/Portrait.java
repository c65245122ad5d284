package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.layout.CpuWish;
import dev.javaform.hardware.layout.Layout;
import dev.javaform.hardware.layout.UnmetWish;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.picture.CoreMap;
import dev.javaform.hardware.picture.CpuUse;
import dev.javaform.hardware.picture.Tone;
import dev.javaform.hardware.picture.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pictures of a machine: who shares an IOMMU group, and what its cores are for. */
public final class Portrait {

  private final Case at;
  private final List<PciFunction> able;

  private Portrait(Machine machine, Intent intent) {
    this.at = Case.of(machine, intent);
    this.able =
        new Proposing(at)
            .proposal().all().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.function()), each.along().stream()))
                .toList();
  }

  /** The tree of the IOMMU groups; what is in none comes last. */
  public static Tree groups(Machine machine, Intent intent) {
    return new Portrait(machine, intent).groups();
  }

  /** The cores, with a guest laid out on them where the machine has enough. */
  public static CoreMap cores(Machine machine, Intent intent) {
    Portrait portrait = new Portrait(machine, intent);
    return new CoreMap("Cores", portrait.at.processors(), portrait.uses());
  }

  private Tree groups() {
    ImmutableList.Builder<Tree.Branch> branches = ImmutableList.builder();
    at.iommu()
        .groups()
        .forEach((number, members) -> branches.add(branch("Group " + number, members)));
    ImmutableList<PciFunction> outside =
        at.bus().all().stream().filter(each -> each.group().isEmpty()).collect(toImmutableList());
    if (!outside.isEmpty()) {
      branches.add(branch("In no group", outside));
    }
    return new Tree("IOMMU groups", branches.build());
  }

  private Tree.Branch branch(String name, List<PciFunction> members) {
    return new Tree.Branch(name, "", members.stream().map(this::leaf).collect(toImmutableList()));
  }

  private Tree.Leaf leaf(PciFunction each) {
    String driver = each.driver().map(", "::concat).orElse("");
    String what = each.address() + " " + each.title() + driver;
    List<String> uses =
        at.machine().owners().of(each.address()).stream().map(Use::told).distinct().toList();
    if (at.chosen().takes(each)) {
      return new Tree.Leaf(what + " -> guest", Tone.GUEST);
    }
    if (!uses.isEmpty() && !each.isBridge() && !each.isHostBridge()) {
      return new Tree.Leaf(what + " - host: " + String.join(", ", uses), Tone.NEEDED);
    }
    return able.contains(each)
        ? new Tree.Leaf(what + " - could go", Tone.ABLE)
        : new Tree.Leaf(what, Tone.HOST);
  }

  private ImmutableSortedMap<Integer, CpuUse> uses() {
    return layout().map(Portrait::uses).orElse(ImmutableSortedMap.of());
  }

  private Optional<Layout> layout() {
    Optional<Integer> node =
        Stream.concat(at.chosen().functions().stream(), able.stream())
            .filter(PciFunction::isDisplay)
            .findFirst()
            .flatMap(PciFunction::node);
    CpuWish wish = node.map(CpuWish.DEFAULT::near).orElse(CpuWish.DEFAULT);
    try {
      return Optional.of(Layout.of(at.processors(), wish));
    } catch (UnmetWish _) {
      return Optional.empty(); // it is drawn without a guest, and a rule says why
    }
  }

  private static ImmutableSortedMap<Integer, CpuUse> uses(Layout layout) {
    SortedMap<Integer, CpuUse> uses = new TreeMap<>();
    for (int vcpu = 0; vcpu < layout.vcpus().size(); vcpu++) {
      uses.put(layout.vcpus().get(vcpu), new CpuUse(Optional.of(vcpu), false, false));
    }
    layout.emulator().stream().forEach(cpu -> mark(cpu, true, false, uses));
    layout.ioThreads().stream()
        .flatMap(CpuSet::stream)
        .forEach(cpu -> mark(cpu, false, true, uses));
    return ImmutableSortedMap.copyOfSorted(uses);
  }

  private static void mark(int cpu, boolean emulator, boolean io, Map<Integer, CpuUse> uses) {
    CpuUse now = uses.getOrDefault(cpu, CpuUse.HOST);
    uses.put(cpu, new CpuUse(now.vcpu(), now.emulator() || emulator, now.io() || io));
  }
}
