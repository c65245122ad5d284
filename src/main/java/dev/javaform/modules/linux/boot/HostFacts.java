package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import dev.javaform.modules.linux.Sections;
import java.util.Optional;

/**
 * What decides whether an argument is dangerous on a host.
 *
 * @param vulnerabilities the CPU's own list, {@code name: state}, without what does not affect it
 * @param online the CPUs that are online, one by one
 * @param iommu whether the running kernel has found an IOMMU
 * @param memoryKib the host's memory in KiB; 0 where unknown
 * @param hugePages what sysctl files set {@code vm.nr_hugepages} to; empty where none does
 * @param unwritable the files and folders of boot arguments that cannot be written
 * @param needs what the host cannot come up without
 */
public record HostFacts(
    ImmutableList<String> vulnerabilities,
    ImmutableSet<String> online,
    boolean iommu,
    long memoryKib,
    Optional<Long> hugePages,
    ImmutableSet<String> unwritable,
    BootNeeds needs) {

  static HostFacts read(Sections seen) {
    return new HostFacts(
        seen.of("vulnerabilities").stream()
            .filter(line -> !line.endsWith(":Not affected"))
            .map(line -> line.replaceFirst(":", ": "))
            .collect(ImmutableList.toImmutableList()),
        ListValue.elements("isolcpus", seen.first("cpus online")),
        seen.has("iommu"),
        Optional.ofNullable(Longs.tryParse(seen.first("memory"))).orElse(0L),
        seen.of("nr_hugepages").stream()
            .map(value -> Longs.tryParse(value.strip()))
            .filter(pages -> pages != null && pages > 0)
            .reduce((_, last) -> last),
        ImmutableSet.copyOf(seen.of("unwritable")),
        BootNeeds.read(seen));
  }
}
