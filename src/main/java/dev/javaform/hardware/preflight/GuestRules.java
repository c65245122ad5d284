package dev.javaform.hardware.preflight;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is known to go wrong in guests: seen in the definitions that libvirt keeps, as far as they
 * were read, or told before it happens.
 */
final class GuestRules {

  private static final String FOLDER = "etc/libvirt/qemu";

  private static final Pattern BREAKING =
      Pattern.compile("x-vga|X-PciMmio64Mb|ramfb=['\"]on|<hostdev[^>]*\\sdisplay=['\"]on");
  private static final Pattern NO_ROM = Pattern.compile("<rom\\s[^>]*(bar|enabled)=['\"](off|no)");
  private static final Pattern SYSINFO = Pattern.compile("<sysinfo\\s+type=['\"]smbios");
  private static final Pattern SMBIOS = Pattern.compile("<smbios\\s+mode=['\"]sysinfo");
  private static final Pattern VIRTIO_DISK = Pattern.compile("<target\\s[^>]*bus=['\"]virtio['\"]");
  private static final Pattern CDROM = Pattern.compile("device=['\"]cdrom['\"]");
  private static final Pattern DRIVERS =
      Pattern.compile("(?i)<source\\s[^>]*(virtio|driver|unattend)");

  private final Case at;

  GuestRules(Case at) {
    this.at = at;
  }

  void tell(Consumer<Finding> to) {
    for (String name : at.tree().names(FOLDER)) {
      if (name.endsWith(".xml")) {
        String guest = name.substring(0, name.length() - ".xml".length());
        at.tree().text(FOLDER + "/" + name).ifPresent(xml -> guest(guest, xml, to));
      }
    }
    smbios(to);
    foretold(to);
    selinux(to);
  }

  private static void guest(String name, String xml, Consumer<Finding> to) {
    if (BREAKING.matcher(xml).find()) {
      to.accept(
          new Finding(
              Rule.HOSTDEV_PARAMETERS,
              "The guest %s has x-vga, display, ramfb or X-PciMmio64Mb.".formatted(name),
              "Remove it: it is for SeaBIOS and for virtual cards. With a real one QEMU stops with"
                  + " \"Bad address\", or the picture breaks."));
    }
    if (NO_ROM.matcher(xml).find()) {
      to.accept(
          new Finding(
              Rule.ROM_BAR_OFF,
              "The guest %s hides the option ROM of a device.".formatted(name),
              "Write <rom bar='on'/>: without it OVMF shows nothing. Where it still shows nothing,"
                  + " switch CSM off in the host's firmware, or give a file of the ROM."));
    }
    if (SYSINFO.matcher(xml).find() && !SMBIOS.matcher(xml).find()) {
      to.accept(
          new Finding(
              Rule.SMBIOS_INACTIVE,
              "The guest %s has <sysinfo> but no <smbios mode='sysinfo'/> below <os>."
                  .formatted(name),
              "Add it: libvirt drops an attribute of that name without a word. AMD's driver then"
                  + " shows \"AMD vDisplay\", and stays at 60 or 75 Hz."));
    }
    if (VIRTIO_DISK.matcher(xml).find()
        && CDROM.matcher(xml).find()
        && !DRIVERS.matcher(xml).find()) {
      to.accept(
          new Finding(
              Rule.NO_INSTALL_DRIVERS,
              "The guest %s has a virtio disk and CD-ROMs, none of which is called after drivers."
                  .formatted(name),
              "Give it the drivers' image as well, and let the answer file name their folders:"
                  + " Windows' installer brings none for virtio."));
    }
  }

  private void smbios(Consumer<Finding> to) {
    ImmutableList<String> placeholders = at.placeholders();
    if (!placeholders.isEmpty()) {
      to.accept(
          new Finding(
              Rule.SMBIOS_PLACEHOLDER,
              "The firmware says %s.".formatted(String.join(", ", placeholders)),
              "A guest that is to look like this machine is told the names of the board instead."));
    }
  }

  private void foretold(Consumer<Finding> to) {
    ImmutableList<PciFunction> going = at.chosen().functions();
    going.stream()
        .filter(PciFunction::isUsb)
        .findFirst()
        .map(
            each ->
                new Finding(
                    Rule.SLOW_KEYBOARD,
                    "%s goes with what is plugged into it.".formatted(Phrases.of(each)),
                    "Where the keyboard does nothing in the guest's firmware, wait some seconds and"
                        + " try again: the controller is started late."))
        .ifPresent(to);
    going.stream()
        .filter(PciFunction::isDisplay)
        .findFirst()
        .map(
            each ->
                new Finding(
                    Rule.GPU_SCHEDULING,
                    "%s is to draw for Windows.".formatted(Phrases.of(each)),
                    "Install its driver in the guest first; then the role guest_graphics switches"
                        + " hardware scheduling on (HwSchMode=2)."))
        .ifPresent(to);
  }

  private void selinux(Consumer<Finding> to) {
    Optional<String> enforcing = at.tree().value("sys/fs/selinux/enforce").filter("1"::equals);
    if (enforcing.isPresent()) {
      to.accept(
          new Finding(
              Rule.SWTPM_SELINUX,
              "SELinux is enforcing.",
              "Where a guest says \"Could not start the TPM 2\", load the policy of the role selinux;"
                  + " the denials are in the audit log, so keep audit on."));
    }
  }
}
