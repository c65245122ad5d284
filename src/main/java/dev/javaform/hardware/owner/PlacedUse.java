package dev.javaform.hardware.owner;

/**
 * A use, and where in the tree of devices the needed one is.
 *
 * @param path a path that holds the addresses of the PCI functions on its way
 */
record PlacedUse(Use use, String path) {}
