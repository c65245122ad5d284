package dev.javaform.hardware.layout;

/** By what the cores of a guest are chosen first. */
public enum Policy {
  /** Those at the NUMA node of the graphics card come first, then those with the largest cache. */
  GPU_NODE,
  /** Those with the largest cache come first, then those at the node of the graphics card. */
  LARGEST_L3
}
