package dev.javaform.hardware.layout;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Processors;

/**
 * Where the threads of a guest run, and what stays with the host. No CPU is given twice, threads of
 * one core are vCPUs next to each other, and all CPUs are online.
 *
 * @param vcpus the CPU of each vCPU, in the order of the vCPUs
 * @param topology the processor that the guest sees
 * @param emulator the CPUs of the emulator's own threads
 * @param ioThreads the CPUs of each I/O thread; there are two
 * @param host the CPUs that no vCPU is pinned to
 * @param tickless what {@code nohz_full} and {@code rcu_nocbs} may name; the kernel works on the
 *     others
 * @param housekeeping the CPUs that are online and not tickless; never empty
 * @param memoryNodes the NUMA nodes from which the guest's memory is taken; empty where the machine
 *     has none
 * @param reasons why each of that is so, in sentences for people
 */
public record Layout(
    ImmutableList<Integer> vcpus,
    Topology topology,
    CpuSet emulator,
    ImmutableList<CpuSet> ioThreads,
    CpuSet host,
    CpuSet tickless,
    CpuSet housekeeping,
    CpuSet memoryNodes,
    ImmutableList<String> reasons) {

  /**
   * The layout that meets a wish.
   *
   * @throws UnmetWish where the machine cannot
   */
  public static Layout of(Processors processors, CpuWish wish) {
    Planner planner = new Planner(processors, wish);
    HostShare share = planner.share();
    return new Layout(
        planner.vcpus(),
        planner.topology(),
        share.emulator(),
        ImmutableList.of(share.ioThreads(), share.ioThreads()),
        planner.host(),
        planner.tickless(),
        planner.housekeeping(),
        planner.memoryNodes(),
        planner.reasons());
  }

  /** The CPUs of the guest, as a set. */
  public CpuSet guest() {
    return CpuSet.of(vcpus);
  }
}
