package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.dmi.Dmi;
import dev.javaform.hardware.dmi.Smbios;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.IommuGroups;
import dev.javaform.hardware.pci.PciBus;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdicts;
import dev.javaform.hardware.processor.Processors;
import dev.javaform.hardware.usb.UsbDevice;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A machine and what somebody wants of it, as the rules look at them. */
record Case(Machine machine, Intent intent, Chosen chosen, KernelArguments arguments) {

  /** Captures of one text each, which tell no more than that. */
  private static final ImmutableSet<String> TEXTS = ImmutableSet.of("lscpu", "dmidecode");

  private static final Set<Use.Kind> DISKS = EnumSet.of(Use.Kind.SYSTEM_DISK, Use.Kind.DATA_DISK);

  static Case of(Machine machine, Intent intent) {
    return new Case(
        machine,
        intent,
        Chosen.of(machine.verdicts(), intent.devices()),
        KernelArguments.of(machine.boot().running()));
  }

  HostTree tree() {
    return machine.tree();
  }

  Processors processors() {
    return machine.processors();
  }

  PciBus bus() {
    return machine.pci();
  }

  Verdicts verdicts() {
    return machine.verdicts();
  }

  IommuGroups iommu() {
    return machine.iommu();
  }

  /** Whether a host was asked: of a capture much may be missing that the machine has. */
  boolean isAsked() {
    return tree().names("commands").stream().anyMatch(name -> !TEXTS.contains(name));
  }

  /** Whether it is known what is on its PCI bus, even if that is nothing. */
  boolean knowsBus() {
    return isAsked() || tree().has("sys/bus/pci/devices");
  }

  /** What the host cannot do without of a function: disks and the network. */
  ImmutableSortedSet<String> needs(PciFunction function) {
    return ImmutableSortedSet.<String>naturalOrder()
        .addAll(disks(function))
        .addAll(told(function, EnumSet.of(Use.Kind.SESSION, Use.Kind.ROUTE)))
        .build();
  }

  ImmutableSortedSet<String> disks(PciFunction function) {
    return told(function, DISKS);
  }

  ImmutableSortedSet<String> session(PciFunction function) {
    return told(function, EnumSet.of(Use.Kind.SESSION));
  }

  /** The default route, where it is not this session's anyway. */
  ImmutableSortedSet<String> route(PciFunction function) {
    return session(function).isEmpty()
        ? told(function, EnumSet.of(Use.Kind.ROUTE))
        : ImmutableSortedSet.of();
  }

  private ImmutableSortedSet<String> told(PciFunction function, Set<Use.Kind> kinds) {
    return machine.owners().of(function.address()).stream()
        .filter(use -> kinds.contains(use.kind()))
        .map(Use::told)
        .collect(toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /** Whether nobody could type at this host without a controller. */
  boolean hasOnlyKeyboard(PciFunction controller) {
    return !keyboards(ImmutableList.of(controller)).isEmpty();
  }

  /** The controllers among these that carry keyboards, where no other one carries any. */
  ImmutableList<PciFunction> keyboards(List<PciFunction> going) {
    ImmutableList<PciFunction> all =
        bus().all().stream()
            .filter(each -> machine.usb().at(each.address()).hasKeyboard())
            .collect(toImmutableList());
    return going.containsAll(all) ? all : ImmutableList.of();
  }

  /** What is plugged into a controller, in words. */
  ImmutableList<String> plugged(PciFunction controller) {
    return machine.usb().at(controller.address()).devices().stream()
        .filter(each -> !each.isHub())
        .map(UsbDevice::title)
        .collect(toImmutableList());
  }

  /** The outputs of a card that screens are plugged into. */
  ImmutableList<String> screens(PciFunction card) {
    return tree().names("sys/class/drm").stream()
        .filter(name -> name.contains("-"))
        .filter(name -> isOf(name, card))
        .filter(name -> is("sys/class/drm/" + name + "/status", "connected"))
        .collect(toImmutableList());
  }

  private boolean isOf(String connector, PciFunction card) {
    return tree()
        .link("sys/class/drm/" + connector)
        .filter(path -> path.contains("/" + card.address() + "/drm/"))
        .isPresent();
  }

  private boolean is(String path, String value) {
    return tree().value(path).filter(value::equals).isPresent();
  }

  /** What the firmware says about the machine that says nothing. */
  ImmutableList<String> placeholders() {
    Dmi.Product system = machine.dmi().system();
    return ImmutableList.of(system.manufacturer(), system.product()).stream()
        .flatMap(Optional::stream)
        .filter(Smbios::isPlaceholder)
        .map("\"%s\""::formatted)
        .collect(toImmutableList());
  }
}
