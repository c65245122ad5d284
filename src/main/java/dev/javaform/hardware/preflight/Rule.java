package dev.javaform.hardware.preflight;

import static dev.javaform.hardware.preflight.Severity.BLOCKS;
import static dev.javaform.hardware.preflight.Severity.TOLD;
import static dev.javaform.hardware.preflight.Severity.WARNS;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rules of preflight, in the order in which they are told. What each is about, and what to do,
 * stands in {@code docs/passthrough.md} by its id.
 */
public enum Rule {
  VIRTUAL_MACHINE(BLOCKS, "this is a virtual machine or a container"),
  OTHER_ARCHITECTURE(BLOCKS, "the processor is no x86"),
  NESTED(TOLD, "this is a virtual machine that can pass devices on"),
  NO_KVM(WARNS, "no hardware virtualization"),
  NO_IOMMU(WARNS, "no IOMMU"),
  IOMMU_SWITCHED_OFF(WARNS, "a kernel argument switches the IOMMU off"),
  INVALID_AMD_IOMMU(WARNS, "amd_iommu=on is no kernel argument"),
  ACS_OVERRIDE(WARNS, "the isolation is only claimed"),
  UNSAFE_INTERRUPTS(WARNS, "interrupts of guests are not kept apart"),

  NOT_AN_ADDRESS(BLOCKS, "an address is not one", false),
  NO_SUCH_DEVICE(BLOCKS, "a device is not there", false),
  OTHER_DEVICE(BLOCKS, "another device is at the address", false),
  HOST_DISK(BLOCKS, "the host itself uses a device", false),
  HOST_NETWORK(BLOCKS, "the host is reached through a device", false),
  DEFAULT_ROUTE(BLOCKS, "a device is the host's way to the network"),
  BRIDGE(BLOCKS, "a bridge cannot be passed", false),
  SHARED_GROUP(BLOCKS, "an IOMMU group holds other devices"),
  SHARED_WITH_HOST(BLOCKS, "an IOMMU group holds what the host needs", false),
  HOST_KEYBOARD(BLOCKS, "the host's only keyboard is at a controller that is to go"),

  UNKNOWN_DEVICES(BLOCKS, "nothing is known of its devices", false),
  NO_GRAPHICS_CARD(BLOCKS, "no graphics card"),
  ONLY_GRAPHICS_CARD(BLOCKS, "only one graphics card"),
  NO_DISPLAY_LEFT(BLOCKS, "no graphics card left for the host"),
  BOOT_DISPLAY(BLOCKS, "the card that the firmware draws on is to go"),
  CONSOLE_DISPLAY(WARNS, "a screen of the host is on a card that is to go"),
  NO_DEVICE_NAMED(TOLD, "no device to pass is named"),
  NO_CARD_FREE(WARNS, "a graphics card cannot go as it is"),
  NO_USB_CONTROLLER(WARNS, "no USB controller stands alone"),

  GUEST_MEMORY(BLOCKS, "not enough memory for the guest"),
  FEW_CORES(WARNS, "hardly a core is left for the host"),

  RESET_GENERATION(WARNS, "a card of a generation that often starts only once"),
  NO_RESET(WARNS, "a device cannot be reset"),
  BUS_RESET_ONLY(WARNS, "a device is only reset together with others"),
  BROKEN_RESET(WARNS, "a device whose reset is broken"),
  COMPANIONS(TOLD, "more functions go along"),
  MISSING_COMPANION(TOLD, "a card without its sound"),
  SHARED_IDS(TOLD, "other devices have the same id"),
  LARGE_BAR(TOLD, "a card with a large memory window"),
  NVIDIA(TOLD, "a card by NVIDIA"),
  INTEGRATED_DISPLAY(WARNS, "a graphics unit of the processor is to go"),
  NO_OUTPUTS(WARNS, "a card without outputs is to go"),
  INTEL_HOST_DISPLAY(TOLD, "the host draws on Intel graphics"),
  VIRTUAL_FUNCTION(TOLD, "a virtual function is to go"),
  LATE_BINDING(WARNS, "a device that is kept for guests has another driver"),
  IDS_OF_HOST_DEVICES(WARNS, "an id kept for guests is that of a device of the host"),
  IDS_TWICE(WARNS, "the ids kept for guests are written down twice"),

  SMBIOS_PLACEHOLDER(TOLD, "the firmware does not say what the machine is"),
  SMBIOS_INACTIVE(WARNS, "a guest's SMBIOS strings do not reach it"),
  HOSTDEV_PARAMETERS(WARNS, "a guest has parameters that break its card"),
  ROM_BAR_OFF(WARNS, "a guest's card has no option ROM"),
  NO_INSTALL_DRIVERS(WARNS, "Windows' installer would see no disk"),
  SLOW_KEYBOARD(TOLD, "the keyboard may be late in the firmware's menu"),
  GPU_SCHEDULING(TOLD, "games stutter without hardware scheduling"),
  SWTPM_SELINUX(TOLD, "SELinux may stop the guest's TPM"),

  UNKNOWN_BOOT_LOADER(WARNS, "unknown boot loader"),
  BOOT_LOADER_TOOL(TOLD, "the boot loader has a tool of its own"),
  NO_TRIAL_BOOT(WARNS, "a boot that fails could not take itself back");

  private final Severity severity;
  private final String title;
  private final boolean acceptable;

  Rule(Severity severity, String title) {
    this(severity, title, severity == BLOCKS);
  }

  Rule(Severity severity, String title, boolean acceptable) {
    this.severity = severity;
    this.title = title;
    this.acceptable = acceptable;
  }

  /** How it is called in variables and documents: {@code boot-display}. */
  public String id() {
    return Ascii.toLowerCase(name()).replace('_', '-');
  }

  /** How grave it is, as long as nobody accepts it. */
  public Severity severity() {
    return severity;
  }

  /** What it found, in a few words. */
  public String title() {
    return title;
  }

  /** Whether it blocks, and may be accepted all the same. */
  public boolean isAcceptable() {
    return acceptable;
  }

  /** The rule of an id. */
  public static Optional<Rule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The ids of the rules that may be accepted. */
  public static ImmutableSet<String> acceptable() {
    return Arrays.stream(values())
        .filter(Rule::isAcceptable)
        .map(Rule::id)
        .collect(ImmutableSet.toImmutableSet());
  }
}
