package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.memory.GuestPages;
import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Arguments that may do more than a user expects; each risk can be accepted by its name. */
public final class Risks {

  /** The names by which risks are accepted. */
  public static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "root_device",
          "mitigations_off",
          "audit_off",
          "no_housekeeping_cpu",
          "acs_override",
          "no_iommu",
          "gigantic_pages",
          "little_memory",
          "fewer_cpus",
          "rescue_boot",
          "memory",
          "drivers",
          "start");

  private static final ImmutableSet<String> OFF = ImmutableSet.of("off", "0");

  /** Single mitigations, with {@code off} as their value (Linux, hw-vuln documents). */
  private static final ImmutableSet<String> MITIGATIONS =
      ImmutableSet.of(
          "pti",
          "kpti",
          "spectre_v2",
          "spectre_v2_user",
          "spectre_bhi",
          "spec_store_bypass_disable",
          "ssbd",
          "l1tf",
          "mds",
          "tsx_async_abort",
          "srbds",
          "mmio_stale_data",
          "retbleed",
          "spec_rstack_overflow",
          "gather_data_sampling",
          "reg_file_data_sampling",
          "indirect_target_selection",
          "tsa",
          "kvm.nx_huge_pages");

  private static final ImmutableSet<String> NO_MITIGATION =
      ImmutableSet.of("nopti", "nospectre_v1", "nospectre_v2", "nospec_store_bypass_disable");

  private static final ImmutableSet<String> RESCUE =
      ImmutableSet.of("rescue", "emergency", "single", "s", "S", "1", "_b");

  private static final long GIB_IN_KIB = 1 << 20;

  private final BootArguments then;
  private final HostFacts host;
  private final ImmutableList<String> accepted;

  /** The risks of a host that will boot with these arguments. */
  public Risks(BootArguments then, ImmutableList<String> accepted) {
    this.then = then;
    this.host = then.host();
    this.accepted = accepted;
  }

  /**
   * A warning for each risk that the wishes bring and nobody accepted.
   *
   * @param comesBack whether the boot takes itself back, so that it may try what would be ruin
   * @throws ModuleFailure where a protection would be switched off that nobody gave up, or the host
   *     would most likely not come up again
   */
  public List<String> of(Wishes wishes, boolean comesBack) {
    new Ruins(then).refuse(wishes, comesBack ? ImmutableSet.copyOf(accepted) : ImmutableSet.of());
    List<String> warnings = new ArrayList<>();
    for (KernelArgument token : wishes.wanted()) {
      requireAccepted(token);
      warning(token).ifPresent(warnings::add);
    }
    return warnings;
  }

  private Optional<String> warning(KernelArgument token) {
    String value = token.value().orElse("");
    return switch (token.key()) {
      case "nohz_full", "isolcpus" ->
          risk(
              "no_housekeeping_cpu",
              coversAll(token.key(), lines()),
              HOUSEKEEPING.formatted(token.key()));
      case "pcie_acs_override" -> risk("acs_override", true, ACS);
      case "iommu" ->
          risk("no_iommu", value.equals("pt") && !host.iommu() && !isSwitchedOn(), NO_IOMMU);
      case "amd_iommu" -> risk("no_iommu", value.equals("on"), AMD_ON).or(() -> noIommu(token));
      case "intel_iommu" -> noIommu(token);
      case "default_hugepagesz" -> gigantic(value).or(() -> littleMemory(token));
      case "nosmp", "maxcpus", "nr_cpus" -> fewerCpus(token);
      default -> littleMemory(token);
    };
  }

  private Optional<String> noIommu(KernelArgument token) {
    boolean off = token.value().filter("off"::equals).isPresent();
    return risk("no_iommu", off && host.iommu(), IOMMU_OFF.formatted(token));
  }

  private Optional<String> littleMemory(KernelArgument token) {
    return new Ruins(then)
        .memory(token)
        .filter(MemoryLeft::isScarce)
        .flatMap(left -> risk("little_memory", true, scarce(token, left)));
  }

  private static String scarce(KernelArgument token, MemoryLeft left) {
    return LITTLE_MEMORY.formatted(
        token,
        Ruins.size(left.kib()),
        Ruins.size(left.totalKib()),
        Ruins.size(GuestPages.headroomKib(left.totalKib())));
  }

  private Optional<String> fewerCpus(KernelArgument token) {
    int online = host.online().size();
    int then = Math.max(1, token.value().map(Ints::tryParse).orElse(1));
    return risk("fewer_cpus", then < online, FEWER_CPUS.formatted(token, then, online));
  }

  /** Words that start a shell for whoever sits at the console (systemd(1)). */
  private static boolean isRescue(KernelArgument token) {
    return token.value().isEmpty()
        ? RESCUE.contains(token.key())
        : token.key().equals("systemd.unit")
            && RESCUE.contains(token.value().orElseThrow().replaceFirst("\\.target$", ""));
  }

  /** What the kernel only survives because it takes a CPU back; with the running ones it has. */
  private boolean leavesNoCpu(KernelArgument token) {
    String key = token.key();
    return (key.equals("nohz_full") || key.equals("isolcpus"))
        && coversAll(key, lines())
        && !coversAll(key, Stream.of(then.running()));
  }

  /** Whether a protection is switched off by it that nobody gave up. */
  boolean isUnaccepted(KernelArgument token) {
    return protection(token).filter(name -> !accepted.contains(name)).isPresent();
  }

  /** The risk of an argument that switches a protection off. */
  private static Optional<String> protection(KernelArgument token) {
    String value = token.value().orElse("");
    return switch (token.key()) {
      case "mitigations" -> Optional.of("mitigations_off").filter(_ -> value.contains("off"));
      case "audit" -> Optional.of("audit_off").filter(_ -> OFF.contains(value));
      default -> Optional.of("mitigations_off").filter(_ -> switchesMitigationOff(token, value));
    };
  }

  private static boolean switchesMitigationOff(KernelArgument token, String value) {
    return token.value().isEmpty()
        ? NO_MITIGATION.contains(token.key())
        : MITIGATIONS.contains(token.key()) && (OFF.contains(value) || value.equals("force-off"));
  }

  private void requireAccepted(KernelArgument token) {
    requireAccepted("no_housekeeping_cpu", leavesNoCpu(token), HOUSEKEEPING.formatted(token.key()));
    requireAccepted("rescue_boot", isRescue(token), RESCUE_BOOT.formatted(token));
    if (isUnaccepted(token)) {
      String name = protection(token).orElseThrow();
      throw new ModuleFailure(
          "%s %s Write \"accept: [%s]\" (for the role kernel_arguments: kernel_arguments_accept) if that is intended."
              .formatted(token, name.equals("audit_off") ? AUDIT : mitigations(), name));
    }
  }

  private void requireAccepted(String name, boolean given, String what) {
    if (given && !accepted.contains(name)) {
      throw new ModuleFailure(
          "%s Write \"accept: [%s]\" (for the role kernel_arguments: kernel_arguments_accept) if that is intended."
              .formatted(what, name));
    }
  }

  private Optional<String> risk(String name, boolean given, String warning) {
    return given && !accepted.contains(name)
        ? Optional.of(warning + " Write \"accept: [%s]\" if that is intended.".formatted(name))
        : Optional.empty();
  }

  private String mitigations() {
    return "leaves this CPU open to what it is vulnerable to, from the guest too: "
        + (host.vulnerabilities().isEmpty()
            ? "nothing the kernel knows of."
            : String.join("; ", host.vulnerabilities()) + ".");
  }

  /** Whether the next boot has the argument that brings an Intel IOMMU up, and this one has not. */
  private boolean isSwitchedOn() {
    return lines().anyMatch(line -> line.contains("intel_iommu=on"))
        && !then.running().contains("intel_iommu=on");
  }

  /** Together with the elements that the list had before. */
  private boolean coversAll(String key, Stream<ImmutableList<String>> lines) {
    return !host.online().isEmpty()
        && lines
            .flatMap(line -> CommandLine.ofWords(line).tokens().stream())
            .filter(token -> token.key().equals(key))
            .map(token -> ListValue.elements(key, token.value().orElse("").replace("N", last())))
            .anyMatch(taken -> taken.containsAll(host.online()));
  }

  /** The number of the last CPU, for which a list may say {@code N}. */
  private String last() {
    return host.online().stream().max(Comparator.comparingInt(Integer::parseInt)).orElse("N");
  }

  private Stream<ImmutableList<String>> lines() {
    return then.entries().values().stream();
  }

  /** vm.nr_hugepages counts pages of the default size, so a new default multiplies it. */
  private Optional<String> gigantic(String size) {
    boolean gigantic = size.equalsIgnoreCase("1G") && host.hugePages().isPresent();
    long pages = host.hugePages().orElse(0L);
    String what = GIGANTIC.formatted(pages, pages);
    boolean tooMuch = host.memoryKib() > 0 && pages > host.memoryKib() / GIB_IN_KIB;
    if (gigantic && tooMuch && !accepted.contains("gigantic_pages")) {
      throw new ModuleFailure(
          what
              + " That is more than the host's memory: it would not boot. Remove vm.nr_hugepages"
              + " from the files in /etc/sysctl.d first.");
    }
    return risk("gigantic_pages", gigantic, what);
  }

  private static final String AUDIT =
      "leaves no record of what happens on this host; while SELinux enforces it hides every denial,"
          + " so that nobody can see why a guest may not start.";
  private static final String HOUSEKEEPING =
      "%s covers every CPU that is online: none is left for the host's own work.";
  private static final String LITTLE_MEMORY =
      "%s leaves %s of this host's %s; it should keep %s (4 GiB or a tenth).";
  private static final String FEWER_CPUS =
      "%s lets this host use %d of its %d CPUs: guests that are pinned to the others do not start.";
  private static final String RESCUE_BOOT =
      "%s starts a shell for whoever sits at the console: nobody could log in over the network.";
  private static final String IOMMU_OFF =
      "%s switches the IOMMU off: no device can be given to a guest.";
  private static final String ACS =
      "pcie_acs_override makes the kernel claim an isolation that the hardware does not have:"
          + " devices of one group can still reach each other's memory.";
  private static final String NO_IOMMU =
      "iommu=pt has no effect: the running kernel has found no IOMMU (/sys/class/iommu is empty)."
          + " Switch it on in the firmware's set-up (AMD: SVM and IOMMU; Intel: VT-d) and, on"
          + " Intel, add intel_iommu=on.";
  private static final String AMD_ON =
      "amd_iommu=on is not a value that the kernel knows: it reports \"Unknown option\". AMD's"
          + " IOMMU"
          + " is on unless the firmware switches it off; put amd_iommu into absent.";
  private static final String GIGANTIC =
      "default_hugepagesz=1G changes what vm.nr_hugepages counts: the %d pages that a file in"
          + " /etc/sysctl.d asks for would be %d GiB.";
}
