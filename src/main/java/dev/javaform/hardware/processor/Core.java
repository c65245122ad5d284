package dev.javaform.hardware.processor;

import dev.javaform.hardware.CpuSet;
import java.util.Collection;

/**
 * A core: CPUs that are its threads.
 *
 * @param cpus its threads that are online, at least one
 * @param kind what kind of core it is
 * @param packageId the package (socket) it is in, as the kernel numbers them
 * @param cluster the online CPUs that share a second level cache with it, itself among them
 */
public record Core(CpuSet cpus, CpuClass kind, int packageId, CpuSet cluster) {

  /** The lowest of its CPUs. */
  public int first() {
    return cpus.numbers().first();
  }

  /** The CPUs of several cores. */
  public static CpuSet cpus(Collection<Core> cores) {
    return cores.stream().map(Core::cpus).reduce(CpuSet.NONE, CpuSet::or);
  }
}
