package dev.javaform.modules.linux.boot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.javaform.module.ModuleFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Arguments with which a host would certainly not come up again, or not let anybody in: they take
 * its memory, the drivers of its disk or network, or what is started. They are refused before
 * anything is written, whatever was accepted; only a boot that takes itself back may try them. What
 * the running kernel has been started with is never refused, for that has been seen to work.
 */
final class Ruins {

  private static final ImmutableSet<String> MEMORY =
      ImmutableSet.of(
          "mem",
          "memmap",
          "hugepages",
          "hugepagesz",
          "default_hugepagesz",
          "crashkernel",
          "sysctl.vm.nr_hugepages");

  private static final ImmutableSet<String> START =
      ImmutableSet.of("systemd.unit", "systemd.mask", "init", "rdinit", "break", "rd.break");

  /** Kinds of ruin, by which a boot that takes itself back may try them. */
  static final ImmutableSet<String> KINDS = ImmutableSet.of("memory", "drivers", "start");

  private static final ImmutableSet<String> LOADED_ANYWAY =
      ImmutableSet.of("rd.driver.pre", "rd.driver.post", "modules_load", "rd.modules_load");

  /** Targets that end what they start (systemd.special(7)). */
  private static final ImmutableSet<String> ENDING =
      ImmutableSet.of(
          "poweroff.target",
          "halt.target",
          "reboot.target",
          "kexec.target",
          "soft-reboot.target",
          "shutdown.target",
          "exit.target");

  private static final ImmutableSet<String> NEEDED_UNITS =
      ImmutableSet.of("default.target", "basic.target", "sysinit.target");

  private static final ImmutableSet<String> SHELLS =
      ImmutableSet.of("sh", "bash", "dash", "ash", "busybox", "zsh");

  private final BootArguments then;
  private final HostFacts host;
  private final BootNeeds needs;
  private final CommandLine running;

  Ruins(BootArguments then) {
    this.then = then;
    this.host = then.host();
    this.needs = host.needs();
    this.running = CommandLine.ofWords(then.running());
  }

  /**
   * Refuses the wishes where one of them is certain ruin.
   *
   * @param accepted the kinds of ruin that are let happen, for the boot is one that takes itself
   *     back
   * @throws ModuleFailure with the figure or the device of this host
   */
  void refuse(Wishes wishes, Set<String> accepted) {
    List<KernelArgument> added =
        wishes.wanted().stream().filter(token -> !isRunning(token)).toList();
    for (KernelArgument token : added) {
      ruin(token)
          .filter(_ -> !accepted.contains(kind(token)))
          .ifPresent(
              why -> {
                throw new ModuleFailure(REFUSAL.formatted(token, why, kind(token)));
              });
    }
  }

  /** The name by which a boot that takes itself back may try it. */
  private static String kind(KernelArgument token) {
    if (MEMORY.contains(token.key())) {
      return "memory";
    }
    return START.contains(token.key()) ? "start" : "drivers";
  }

  /** What is left of the memory at least, where a wish takes some. */
  Optional<MemoryLeft> memory(KernelArgument token) {
    if (!MEMORY.contains(token.key()) || host.memoryKib() == 0) {
      return Optional.empty();
    }
    return then.lines().stream()
        .filter(line -> line.has(token.key()))
        .map(line -> MemoryLeft.of(line, host.memoryKib()))
        .min((one, other) -> Long.compare(one.kib(), other.kib()));
  }

  private boolean isRunning(KernelArgument token) {
    return running.tokens().stream().anyMatch(token::means);
  }

  private Optional<String> ruin(KernelArgument token) {
    String value = token.value().orElse("");
    return switch (token.key()) {
      case "module_blacklist" -> blacklisted(value, true);
      case "modprobe.blacklist", "rd.driver.blacklist" -> blacklisted(value, false);
      case "initcall_blacklist" -> initCalls(value);
      case "nomodule" -> Optional.of(NO_MODULES).filter(_ -> !needs.modules().isEmpty());
      case "vfio_pci.ids", "pci_stub.ids" -> functions(value);
      case "pci" -> Optional.of(NO_PCI).filter(_ -> value.equals("off") && !needs.ids().isEmpty());
      case "systemd.unit" -> target(value);
      case "systemd.mask" -> masked(value);
      case "init", "rdinit" -> program(value);
      case "break", "rd.break" -> Optional.of(STOPS);
      default -> memory(token).filter(MemoryLeft::isTooLittle).map(left -> tooLittle(token, left));
    };
  }

  private static String tooLittle(KernelArgument token, MemoryLeft left) {
    return left.takenKib() > 0
        ? TAKEN.formatted(
            size(left.takenKib()), size(left.totalKib()), size(left.kib()), token.key())
        : LIMITED.formatted(size(left.usableKib()), size(left.totalKib()));
  }

  static String size(long kib) {
    long mib = kib >> 10;
    return mib >= 1 << 10
        ? (mib % (1 << 10) == 0 ? mib / (1 << 10) + " GiB" : "%.1f GiB".formatted(mib / 1024.0))
        : mib + " MiB";
  }

  /**
   * By a blacklist of modprobe's, a module that is asked for by name is loaded nevertheless; by the
   * kernel's own, none is.
   */
  private Optional<String> blacklisted(String value, boolean kernels) {
    return modules(value).flatMap(module -> needed(module, kernels).stream()).findFirst();
  }

  private Optional<String> needed(String module, boolean kernels) {
    Optional<String> purpose = needs.purposes(module).stream().findFirst();
    boolean named = !kernels && isLoadedAnyway(module);
    return purpose
        .filter(_ -> !named)
        .or(
            () ->
                Optional.of(BootNeeds.ROOT).filter(_ -> kernels && needs.asked().contains(module)))
        .map(what -> DRIVER.formatted(module, what));
  }

  private boolean isLoadedAnyway(String module) {
    return then.lines().stream()
        .flatMap(line -> line.tokens().stream())
        .filter(token -> LOADED_ANYWAY.contains(token.key()))
        .flatMap(token -> modules(token.value().orElse("")))
        .anyMatch(module::equals);
  }

  private static Stream<String> modules(String value) {
    return Splitter.on(',').splitToStream(value).map(name -> name.replace('-', '_'));
  }

  /**
   * The names of functions follow that of the module: {@code nvme_init}, {@code e1000_init_module}.
   */
  private Optional<String> initCalls(String value) {
    return modules(value)
        .flatMap(
            call ->
                needs.modules().keySet().stream()
                    .filter(
                        module -> call.matches(module + "(?:_pci)?(?:_driver)?_init(?:_module)?"))
                    .map(module -> DRIVER.formatted(module, needs.purposes(module).getFirst())))
        .findFirst();
  }

  private Optional<String> functions(String value) {
    return Splitter.on(',')
        .splitToStream(value)
        .map(id -> id.toLowerCase(Locale.ROOT))
        .map(id -> String.join(":", Iterables.limit(Splitter.on(':').split(id), 2)))
        .filter(needs.ids()::containsKey)
        .map(id -> FUNCTION.formatted(id, needs.ids().get(id).asList().getFirst()))
        .findFirst();
  }

  private Optional<String> target(String unit) {
    if (ENDING.contains(unit)) {
      return Optional.of(ENDS.formatted(unit));
    }
    boolean known = !needs.units().isEmpty() && unit.matches(".*\\.(?:target|service)");
    String template = unit.replaceFirst("@.*\\.", "@.");
    return Optional.of(NO_UNIT.formatted(unit, needs.defaultTarget()))
        .filter(_ -> known && !needs.units().contains(unit) && !needs.units().contains(template));
  }

  private Optional<String> masked(String unit) {
    if (NEEDED_UNITS.contains(unit) || unit.equals(needs.defaultTarget())) {
      return Optional.of(STARTED.formatted(unit));
    }
    return Optional.of(ACCESS.formatted(unit)).filter(_ -> needs.access().contains(unit));
  }

  private static Optional<String> program(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return path.startsWith("/") && !SHELLS.contains(name)
        ? Optional.empty()
        : Optional.of(PROGRAM.formatted(path));
  }

  private static final String REFUSAL =
      "%s was not set, for %s Nothing was changed. (To see it fail, boot_trial takes \"accept:"
          + " [%s]\", for its boot takes itself back.)";
  private static final String TAKEN =
      "with it the kernel would set %s of this host's %s aside when it starts, and %s would be left"
          + " for everything else: it would panic. Lower %s.";
  private static final String LIMITED =
      "with %s of this host's %s no kernel of a distribution starts.";
  private static final String DRIVER =
      "the module %s drives %s: without it the host would not come up, or not be reached.";
  private static final String NO_MODULES =
      "without modules neither the disk of the root file system nor the network has a driver.";
  private static final String FUNCTION =
      "%s is %s: the host would lose it. Where the card for the guest has the same numbers, it is"
          + " bound by its address instead (vfio_bind).";
  private static final String NO_PCI =
      "the disk of the root file system or the network card is on the PCI bus.";
  private static final String ENDS = "%s would end the host as soon as it has started.";
  private static final String NO_UNIT =
      "this host has no unit %s, or it is masked: systemd would start nothing. Its default is %s.";
  private static final String STARTED = "nothing would be started without %s.";
  private static final String ACCESS =
      "%s is how this host is reached: without it nobody could log in.";
  private static final String PROGRAM =
      "%s would be started in place of the init system: nobody could log in over the network.";
  private static final String STOPS =
      "it stops in a shell of the initramfs, where somebody has to sit at the console.";
}
