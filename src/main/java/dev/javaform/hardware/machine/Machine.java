package dev.javaform.hardware.machine;

import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.dmi.Dmi;
import dev.javaform.hardware.firmware.Descriptors;
import dev.javaform.hardware.memory.Memory;
import dev.javaform.hardware.owner.Owners;
import dev.javaform.hardware.pci.IommuGroups;
import dev.javaform.hardware.pci.PciBus;
import dev.javaform.hardware.pci.Verdicts;
import dev.javaform.hardware.processor.Processors;
import dev.javaform.hardware.usb.UsbTree;
import java.util.Map;

/**
 * A machine, as far as its files tell.
 *
 * @param tree what all of it was read from
 */
public record Machine(
    HostTree tree,
    Processors processors,
    Memory memory,
    PciBus pci,
    IommuGroups iommu,
    UsbTree usb,
    Dmi dmi,
    Descriptors firmware,
    Owners owners,
    BootChain boot,
    Virtualization virt) {

  /** What the tree tells. */
  public static Machine of(HostTree tree) {
    PciBus pci = PciBus.of(tree);
    Processors processors = Processors.of(tree);
    return new Machine(
        tree,
        processors,
        Memory.of(tree),
        pci,
        IommuGroups.of(tree, pci),
        UsbTree.of(tree),
        Dmi.of(tree),
        Descriptors.of(tree),
        Owners.of(tree),
        BootChain.of(tree),
        Virtualization.of(tree, processors));
  }

  /** Judges which functions a guest can have. */
  public Verdicts verdicts() {
    return new Verdicts(pci, iommu, owners);
  }

  /**
   * Everything as playbooks see it, in {@code ansible_facts.javaform}; what is unknown is left out.
   */
  public Map<String, Object> facts() {
    return new MachineFacts(this).all();
  }
}
