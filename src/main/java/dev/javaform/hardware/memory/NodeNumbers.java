package dev.javaform.hardware.memory;

import com.google.common.primitives.Ints;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;

/** The numbers of the NUMA nodes that are online; they may have gaps. */
public final class NodeNumbers {

  /** Where the kernel describes the nodes. */
  public static final String FOLDER = "sys/devices/system/node";

  private NodeNumbers() {}

  /** What the kernel lists, else the nodes that have a folder. */
  public static CpuSet of(HostTree tree) {
    return tree.value(FOLDER + "/online").flatMap(CpuSet::parse).orElseGet(() -> named(tree));
  }

  private static CpuSet named(HostTree tree) {
    return CpuSet.of(
        tree.names(FOLDER).stream()
            .filter(name -> name.startsWith("node"))
            .map(name -> Ints.tryParse(name.substring("node".length())))
            .filter(number -> number != null)
            .toList());
  }
}
