/**
 * The functions of a machine's PCI buses, their IOMMU groups, and which of them a guest can have.
 */
@NullMarked
package dev.javaform.hardware.pci;

import org.jspecify.annotations.NullMarked;
