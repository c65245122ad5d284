package dev.javaform.hardware.layout;

import java.util.Optional;

/**
 * What a guest is to get.
 *
 * @param policy by what its cores are chosen
 * @param cores how many it gets; empty for as many as suit
 * @param reserve how many cores the host keeps at least; 0 gives all away
 * @param span whether the guest may have cores of several cache groups
 * @param gpuNode the NUMA node of the graphics card, where it is known
 */
public record CpuWish(
    Policy policy, Optional<Integer> cores, int reserve, boolean span, Optional<Integer> gpuNode) {

  /** The kernel says -1 where it does not know a node. */
  public CpuWish {
    gpuNode = gpuNode.filter(node -> node >= 0);
  }

  /** One whole cache group near the graphics card; the host keeps a core. */
  public static final CpuWish DEFAULT =
      new CpuWish(Policy.GPU_NODE, Optional.empty(), 1, false, Optional.empty());

  /** What the wish says, with this policy. */
  public CpuWish by(Policy other) {
    return new CpuWish(other, cores, reserve, span, gpuNode);
  }

  /** What the wish says, with this number of cores. */
  public CpuWish withCores(int number) {
    return new CpuWish(policy, Optional.of(number), reserve, span, gpuNode);
  }

  /** What the wish says, with this number of cores kept by the host. */
  public CpuWish reserving(int number) {
    return new CpuWish(policy, cores, number, span, gpuNode);
  }

  /** What the wish says, over several cache groups. */
  public CpuWish spanning() {
    return new CpuWish(policy, cores, reserve, true, gpuNode);
  }

  /** What the wish says, with the card at this node. */
  public CpuWish near(int node) {
    return new CpuWish(policy, cores, reserve, span, Optional.of(node));
  }
}
