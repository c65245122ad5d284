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
public record Wish(
    Policy policy, Optional<Integer> cores, int reserve, boolean span, Optional<Integer> gpuNode) {

  /** One whole cache group near the graphics card; the host keeps a core. */
  public static final Wish DEFAULT =
      new Wish(Policy.GPU_NODE, Optional.empty(), 1, false, Optional.empty());

  /** What the wish says, with this policy. */
  public Wish by(Policy other) {
    return new Wish(other, cores, reserve, span, gpuNode);
  }

  /** What the wish says, with this number of cores. */
  public Wish withCores(int number) {
    return new Wish(policy, Optional.of(number), reserve, span, gpuNode);
  }

  /** What the wish says, with this number of cores kept by the host. */
  public Wish reserving(int number) {
    return new Wish(policy, cores, number, span, gpuNode);
  }

  /** What the wish says, over several cache groups. */
  public Wish spanning() {
    return new Wish(policy, cores, reserve, true, gpuNode);
  }

  /** What the wish says, with the card at this node. */
  public Wish near(int node) {
    return new Wish(policy, cores, reserve, span, Optional.of(node));
  }
}
