package dev.javaform.hardware.machine;

import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.firmware.FirmwareDescriptor;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdict;
import dev.javaform.hardware.usb.UsbController;
import dev.javaform.hardware.usb.UsbDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A machine as playbooks see it. */
record MachineFacts(Machine machine) {

  Map<String, Object> all() {
    return ImmutableMap.<String, Object>builder()
        .putAll(new CpuFacts(machine).all())
        .putAll(new PciFacts(machine).all())
        .putAll(new SystemFacts(machine.tree()).all())
        .put("bootloader", machine.boot().loader())
        .put("kernel_parameters", machine.boot().running())
        .put("libvirt", machine.virt().layout())
        .put("usb", usb())
        .put("dmi", new DmiFacts(machine.dmi()).all())
        .put("owners", owners())
        .put("boot", boot(machine.boot()))
        .put("initramfs", ImmutableMap.of("tool", InitramfsTool.of(machine.tree())))
        .put("virt", virt(machine.virt()))
        .put("firmware", machine.firmware().all().stream().map(MachineFacts::firmware).toList())
        .buildOrThrow();
  }

  private List<Map<String, Object>> usb() {
    return machine.pci().all().stream()
        .filter(PciFunction::isUsb)
        .map(each -> usb(machine.verdicts().on(each), machine.usb().at(each.address())))
        .toList();
  }

  private static Map<String, Object> usb(Verdict verdict, UsbController controller) {
    return ImmutableMap.of(
        "address", controller.address(),
        "alone", verdict.isFree() && verdict.take().size() == 1,
        "keyboard", controller.hasKeyboard(),
        "devices", controller.devices().stream().map(MachineFacts::plugged).toList());
  }

  private static Map<String, Object> plugged(UsbDevice device) {
    return ImmutableMap.of(
        "port", device.port(),
        "id", device.id(),
        "title", device.title(),
        "keyboard", device.isKeyboard(),
        "mouse", device.isMouse(),
        "storage", device.isStorage(),
        "hub", device.isHub());
  }

  private List<Map<String, Object>> owners() {
    return machine.owners().uses().entries().stream()
        .map(each -> owner(each.getKey(), each.getValue()))
        .toList();
  }

  private static Map<String, Object> owner(String address, Use use) {
    return ImmutableMap.of(
        "address", address,
        "kind", use.kind().name().toLowerCase(Locale.ROOT),
        "name", use.name(),
        "reason", use.reason());
  }

  private static Map<String, Object> boot(BootChain boot) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("loader", boot.loader());
    facts.put("efi", boot.efi());
    boot.secureBoot().ifPresent(each -> facts.put("secure_boot", each));
    boot.lockdown().ifPresent(each -> facts.put("lockdown", each));
    facts.put("variables_writable", boot.variablesWritable());
    facts.put("kernels", boot.kernels().asList());
    facts.put(
        "entries",
        boot.entries().stream()
            .map(each -> ImmutableMap.of("id", each.id(), "arguments", each.arguments()))
            .toList());
    return facts;
  }

  private Map<String, Object> virt(Virtualization virt) {
    var facts = new LinkedHashMap<String, Object>();
    virt.kind().ifPresent(each -> facts.put("kind", each));
    facts.put("container", virt.isContainer());
    facts.put("kvm", virt.kvm());
    facts.put("nested", virt.nested());
    facts.put("may_pass", virt.mayPass(machine.iommu().enabled()));
    virt.libvirt().ifPresent(each -> facts.put("libvirt_version", each));
    virt.qemu().ifPresent(each -> facts.put("qemu_version", each));
    virt.swtpm().ifPresent(each -> facts.put("swtpm_version", each));
    return facts;
  }

  private static Map<String, Object> firmware(FirmwareDescriptor descriptor) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("file", descriptor.file());
    facts.put("description", descriptor.description());
    facts.put("interfaces", descriptor.interfaces().asList());
    facts.put("features", descriptor.features().asList());
    facts.put("secure", descriptor.isSecure());
    descriptor.executable().ifPresent(each -> facts.put("executable", image(each)));
    descriptor.variables().ifPresent(each -> facts.put("variables", image(each)));
    facts.put(
        "targets",
        descriptor.targets().stream()
            .map(
                each ->
                    ImmutableMap.of(
                        "architecture", each.architecture(), "machines", each.machines()))
            .toList());
    return facts;
  }

  private static Map<String, Object> image(FirmwareDescriptor.Image image) {
    return ImmutableMap.of("path", image.path(), "format", image.format());
  }
}
