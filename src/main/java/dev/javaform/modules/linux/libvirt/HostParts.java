package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.CpuSet;
import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.linux.Sections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * What of a host a definition may name.
 *
 * @param cpus the CPUs that are online; empty where that is not known
 * @param pci the addresses of the PCI functions; empty where they are not known
 */
record HostParts(Optional<CpuSet> cpus, ImmutableSet<String> pci) {

  static final String SCRIPT =
      """
      section cpus cat /sys/devices/system/cpu/online
      section pci ls /sys/bus/pci/devices
      """;

  static HostParts of(Sections seen) {
    return new HostParts(
        CpuSet.parse(seen.first("cpus")).filter(cpus -> !cpus.isEmpty()),
        ImmutableSet.copyOf(seen.of("pci")));
  }

  /**
   * Refuses a pin to a CPU that the host does not have: libvirt would define the guest, which then
   * never starts.
   *
   * @throws ModuleFailure with the element that is meant
   */
  void requireCpus(Element domain) {
    Xml.child(domain, "vcpu").ifPresent(vcpu -> requireCpus(vcpu, "vcpu"));
    Xml.child(domain, "cputune").map(Xml::children).orElse(List.of()).stream()
        .filter(pin -> pin.hasAttribute("cpuset"))
        .forEach(pin -> requireCpus(pin, "cputune/" + name(pin)));
  }

  private static String name(Element pin) {
    String number = pin.getAttribute("vcpu") + pin.getAttribute("iothread");
    return pin.getTagName() + (number.isEmpty() ? "" : "[" + number + "]");
  }

  private void requireCpus(Element element, String path) {
    for (int cpu : CanonicalValues.members(element.getAttribute("cpuset"))) {
      if (cpus.filter(there -> !there.contains(cpu)).isPresent()) {
        throw new ModuleFailure(
            "%s: CPU %d is not there, or off. This host has %s; correct the pinning, or leave it out to let the host's scheduler decide."
                .formatted(path, cpu, cpus.orElseThrow()));
      }
    }
  }

  /** The PCI functions that the definition passes and the host does not have. */
  List<String> missing(Element domain) {
    return pci.isEmpty()
        ? List.of()
        : passed(domain).filter(address -> !pci.contains(address)).sorted().toList();
  }

  private static Stream<String> passed(Element domain) {
    return Xml.devices(domain, "hostdev")
        .filter(device -> device.getAttribute("type").equals("pci"))
        .flatMap(device -> Xml.child(device, "source").stream())
        .flatMap(source -> Xml.child(source, "address").stream())
        .map(
            address ->
                "%04x:%02x:%02x.%x"
                    .formatted(
                        part(address, "domain"),
                        part(address, "bus"),
                        part(address, "slot"),
                        part(address, "function")));
  }

  private static int part(Element address, String name) {
    String text = address.getAttribute(name);
    return text.isEmpty() ? 0 : Integer.decode(text);
  }
}
