package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How functions are bound to vfio-pci before their own drivers get them.
 *
 * @param functions in the order of their addresses
 * @param ids what vfio-pci would have to be told, in the same order, each once
 * @param twins functions with one of these ids that stay with the host
 * @param drivers the modules that have to wait for vfio-pci
 */
public record VfioBinding(
    ImmutableList<PciFunction> functions,
    ImmutableList<String> ids,
    ImmutableList<PciFunction> twins,
    ImmutableSortedSet<String> drivers) {

  /** How vfio-pci is told what is its own. */
  public enum Strategy {
    /** By vendor and device: simple, and takes every device that has them. */
    IDS,
    /** By address: needed where the host keeps a device of the same kind. */
    ADDRESS
  }

  /** The drivers of Intel's graphics, which the host's own in the processor has as well. */
  private static final Set<String> INTEL_GRAPHICS = Set.of("i915", "xe");

  /** How to bind these functions of a machine. */
  public static VfioBinding of(PciBus bus, List<PciFunction> functions) {
    var ordered =
        functions.stream()
            .distinct()
            .sorted(Comparator.comparing(PciFunction::address))
            .collect(toImmutableList());
    var ids = ordered.stream().map(PciFunction::id).distinct().collect(toImmutableList());
    var staying =
        bus.all().stream().filter(each -> !ordered.contains(each)).collect(toImmutableList());
    return new VfioBinding(
        ordered,
        ids,
        staying.stream().filter(each -> ids.contains(each.id())).collect(toImmutableList()),
        drivers(ordered, staying));
  }

  /** By ids where they are unique, else by address. */
  public Strategy strategy() {
    return twins.isEmpty() ? Strategy.IDS : Strategy.ADDRESS;
  }

  private static ImmutableSortedSet<String> drivers(
      List<PciFunction> functions, List<PciFunction> staying) {
    return functions.stream()
        .flatMap(each -> modules(each).filter(name -> each.isDisplay() || isFree(name, staying)))
        .filter(name -> !INTEL_GRAPHICS.contains(name) || isFree(name, staying))
        .flatMap(name -> name.equals("nvidia") ? Stream.of(name, "nvidia_drm") : Stream.of(name))
        .collect(toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /** Whether no function of the host needs a module: none that waits would be missed. */
  private static boolean isFree(String module, List<PciFunction> staying) {
    return staying.stream().flatMap(VfioBinding::modules).noneMatch(module::equals);
  }

  /** The module of the driver that is bound now, and those that could claim the function. */
  private static Stream<String> modules(PciFunction function) {
    return Stream.concat(
            function.module().or(function::driver).stream(), function.candidates().stream())
        .map(name -> name.replace('-', '_'))
        .filter(name -> !name.equals("vfio_pci"));
  }
}
