package dev.javaform.modules.linux.vfio;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether functions can be told to vfio-pci by ids, and which drivers must not be faster.
 *
 * @param passed the functions to keep for guests
 * @param host where they are
 * @param onCommandLine whether the kernel's command line has the ids
 */
record VfioChoice(List<HostFunction> passed, VfioHost host, boolean onCommandLine) {

  /**
   * Drivers that the host's own sound and the graphics in its processor have as well as cards do:
   * they wait for vfio-pci only where the host has no use for them.
   */
  private static final ImmutableSet<String> SHARED = ImmutableSet.of("snd_hda_intel", "i915", "xe");

  private static final ImmutableSet<String> STUBS = ImmutableSet.of("vfio_pci", "pci_stub");

  private ImmutableSet<String> addresses() {
    return passed.stream().map(HostFunction::address).collect(toImmutableSet());
  }

  private ImmutableSet<String> ids() {
    return passed.stream().map(HostFunction::id).collect(toImmutableSet());
  }

  /**
   * The way to take.
   *
   * @param files what is there: an address stays one, for what spoke against ids may be hidden
   *     since, such as a driver that was bound before
   */
  VfioStrategy strategy(VfioStrategy wish, Map<String, String> files) {
    List<String> reasons = againstIds();
    return switch (wish) {
      case ADDRESS -> VfioStrategy.ADDRESS;
      case AUTO ->
          reasons.isEmpty() && !files.containsKey(VfioFiles.HOOK)
              ? VfioStrategy.IDS
              : VfioStrategy.ADDRESS;
      case IDS -> {
        if (!reasons.isEmpty()) {
          throw new ModuleFailure(
              "These functions cannot be bound by ids. %s Use strategy address, or auto."
                  .formatted(String.join(" ", reasons)));
        }
        yield VfioStrategy.IDS;
      }
    };
  }

  /** What speaks against ids, in full sentences. */
  List<String> againstIds() {
    List<String> reasons = new ArrayList<>();
    host.others(addresses())
        .filter(each -> ids().contains(each.id()))
        .forEach(
            twin ->
                reasons.add(
                    "%s stays with the host and has the same id: vfio-pci would take both."
                        .formatted(twin.title())));
    if (host.hasVfioBuiltIn()) {
      reasons.add(
          "vfio-pci is part of the running kernel, so that options of modprobe.d do not reach it.");
    }
    passed.stream()
        .flatMap(
            each -> builtInRivals(each).map(driver -> driver + ", which drives " + each.title()))
        .distinct()
        .forEach(
            rival ->
                reasons.add(rival + ", is part of the running kernel and there before vfio-pci."));
    return reasons;
  }

  private Stream<String> builtInRivals(HostFunction function) {
    Stream<String> bound =
        function.isHeldByKernel() ? function.driver().stream() : Stream.<String>empty();
    return Stream.concat(bound, Sets.intersection(function.candidates(), host.builtin()).stream())
        .map(name -> name.replace('-', '_'))
        .filter(name -> !STUBS.contains(name))
        .distinct();
  }

  /**
   * The modules that must wait for vfio-pci: those that hold a function now, and those that a
   * kernel has for it.
   *
   * @param files what is there: a driver that waits already goes on waiting as long as the ids are
   *     the same, for it is not seen with its function any more
   */
  ImmutableSortedSet<String> rivals(Map<String, String> files) {
    boolean same = ImmutableSet.copyOf(VfioFiles.ids(files)).equals(ids());
    Stream<String> found =
        passed.stream()
            .flatMap(each -> Stream.concat(each.module().stream(), each.candidates().stream()));
    return Stream.concat(found, same ? VfioFiles.softdeps(files).stream() : Stream.empty())
        .filter(module -> !STUBS.contains(module))
        .filter(module -> !SHARED.contains(module) || isFree(module))
        .collect(toImmutableSortedSet(String::compareTo));
  }

  private boolean isFree(String module) {
    return host.others(addresses())
        .noneMatch(
            each ->
                each.candidates().contains(module)
                    || each.module().filter(module::equals).isPresent());
  }

  /**
   * Where else ids are told to vfio-pci: of two lists, only one counts.
   *
   * @return warnings where the other list does no harm
   * @throws ModuleFailure where it takes what is the host's, or leaves out what is to be kept
   */
  List<String> elsewhere(VfioStrategy strategy) {
    List<String> warnings = new ArrayList<>();
    host.foreign()
        .forEach(
            (place, list) -> {
              ImmutableSet<String> ids = ImmutableSet.copyOf(list.split(",", -1));
              requireNothingOfTheHost(place, ids);
              if (strategy == VfioStrategy.IDS && !isOurPlace(place)) {
                requireWhole(place, ids);
                warnings.add(
                    "%s tells vfio-pci the ids %s, too. Of two lists only one counts: remove that one."
                        .formatted(place, list));
              }
            });
    return warnings.stream().distinct().toList();
  }

  private boolean isOurPlace(String place) {
    return onCommandLine && !place.contains("modprobe");
  }

  private void requireNothingOfTheHost(String place, ImmutableSet<String> ids) {
    String taken =
        host.others(addresses())
            .filter(each -> ids.contains(each.id()) && !each.isBound())
            .map(HostFunction::title)
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new ModuleFailure(
          "%s tells vfio-pci ids that take %s, which is not among devices. Remove them there%s."
              .formatted(place, taken, remedy(place)));
    }
  }

  private void requireWhole(String place, ImmutableSet<String> ids) {
    if (!ids.containsAll(ids())) {
      throw new ModuleFailure(
          "%s tells vfio-pci other ids, without %s. Of two lists only one counts: remove that one%s."
              .formatted(place, String.join(", ", Sets.difference(ids(), ids)), remedy(place)));
    }
  }

  private static String remedy(String place) {
    return place.contains("modprobe") ? "" : " (grub_cmdline, absent: [vfio-pci.ids])";
  }
}
