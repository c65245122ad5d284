package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Sections;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kernel arguments, and an initial RAM disk, that are tried before they stay: the host boots them
 * once, and boots the old ones again by itself unless all that has to be so is. Only what was seen
 * to work is written to the other entries and to kernels to come.
 *
 * <p>Where the running kernel has the arguments already, nothing is booted.
 */
@Name("javaform.host.boot_trial")
@Manual(
    summary = "Tries kernel arguments in one boot that takes itself back unless it is good.",
    example =
        """
        - name: Boot with the card given away, or as before
          boot_trial:
            present: [iommu=pt, "vfio-pci.ids=1002:7550,1002:ab40"]
            owner: kernel_arguments
            asserts:
              vfio: ["0000:0f:00.0", "0000:0f:00.1"]
              units: [libvirtd.service]
              memory_mb: 2048
        """,
    returns = {
      "boot_loader: Which boot loader was found.",
      "running: The arguments of the running kernel.",
      "next_boot: The entry that will be booted.",
      "future_kernels: Those that a new kernel will get.",
      "entries: Those of every entry, by its name.",
      "left_alone: The entries that stay as they are, for rescue.",
      "reboot_required: Whether the running kernel lacks what was asked for.",
      "trial: Whether a boot is made to try them.",
      "rebooted: Whether one was made.",
      "reason: Why the old configuration is running again."
    },
    restsOn = {
      "GRUB takes next_entry away before it boots it (GRUB manual, 16.2; grub-reboot(8)).",
      "GRUB writes its environment block by disk blocks, which it cannot on btrfs, ZFS, LVM and"
          + " mdraid (GRUB manual, 16.3).",
      "custom.cfg is read with the menu, behind its own entries (GRUB manual, 6.3;"
          + " /etc/grub.d/41_custom).",
      "systemd-boot starts the entry in LoaderEntryOneShot once (bootctl(1), set-oneshot).",
      "A kernel that panics boots anew after panic= seconds (kernel-parameters).",
      "dracut boots anew where no root file system is found with rd.shell=0 rd.emergency=reboot"
          + " (dracut.cmdline(7)); initramfs-tools with panic= (initramfs-tools(7)).",
      "The kernel unpacks the archives of an initial RAM disk one behind the other, each from a"
          + " multiple of four bytes (Documentation/driver-api/early-userspace/buffer-format.rst).",
      "rdinit= is what the kernel starts from the initial RAM disk instead of /init; where it is not"
          + " there, the kernel mounts the root file system itself (kernel-parameters; init/main.c).",
      "GRUB's initrd command, and the initrd lines of an entry file, take several files, in order"
          + " (GRUB manual, initrd; UAPI.1; Fedora's GRUB, blscfg.c).",
      "What leaves the initial RAM disk empties it and ends what runs there (switch_root(8);"
          + " run-init of klibc; systemd, src/core/main.c, finish_remaining_processes).",
      "A host-only image of dracut waits without end for the device it was made for: its unit gets"
          + " JobTimeoutSec=0 (dracut, modules.d/99base/module-setup.sh and dracut-dev-lib.sh).",
      "mkinitcpio's init starts a shell where no root file system is found, and waits"
          + " (mkinitcpio, init and init_functions, launch_interactive_shell).",
      "A write of b to /proc/sysrq-trigger boots anew at once, whatever kernel.sysrq allows keys"
          + " (Documentation/admin-guide/sysrq.rst).",
      "A unit with DefaultDependencies=no waits for nothing (systemd.unit(5)).",
      "libvirt keeps the number of a running guest's process in /run/libvirt/qemu/NAME.pid"
          + " (libvirt, src/qemu/qemu_process.c).",
      "The kernel makes a boot_id for each boot (proc_sys_kernel(5))."
    })
public record BootTrial(
    GrubCmdline arguments,
    @Argument(
            value =
                "Whether the initial RAM disk is made anew, where it is older than what it is made"
                    + " of: the trial gets an image of its own, and the good one is replaced"
                    + " afterwards.",
            preset = "false")
        boolean initramfs,
    @Argument(
            value =
                "What has to be so after the boot: vfio (addresses of PCI functions that are with"
                    + " vfio-pci), units (that are active), memory_mb (that is left), commands"
                    + " (that end with exit status 0). That the root file system can be written,"
                    + " and that the console's graphics card is not taken, is looked at anyway.",
            preset = "{}")
        Map<String, Object> asserts,
    @Argument(
            value =
                "Minutes after the kernel's start at which a trial that nobody confirmed is ended.",
            preset = "10")
        int minutes,
    @Argument(
            value =
                "Whether to boot the new configuration where the boot loader cannot start an entry"
                    + " for once, so that nothing leads back but a person at the menu.",
            preset = "false")
        boolean acceptUnprotectedBoot,
    @Argument(value = "Seconds that one boot may take.", preset = "600") int rebootTimeout)
    implements Module<TrialState> {

  private static final Probe<TrialState> PROBE =
      Probe.of(
          Sections.script(BootProbe.SCRIPT + TrialGround.SCRIPT),
          TrialState.class,
          output -> TrialState.read(Sections.read(output)));

  public BootTrial {
    TrialAsserts.of(asserts);
    if (minutes < 2 || minutes > 120) {
      throw new IllegalArgumentException("\"minutes\" is a number from 2 to 120.");
    }
    if (rebootTimeout < 0) {
      throw new IllegalArgumentException("\"reboot_timeout\" cannot be negative.");
    }
    if (arguments.present().stream().anyMatch(each -> each.matches("(rd)?init=.*"))) {
      throw new IllegalArgumentException(
          "init= and rdinit= start something else than systemd, and nothing would lead back from"
              + " that.");
    }
  }

  @Override
  public Probe<TrialState> observe() {
    return PROBE;
  }

  @Override
  public Plan<TrialState> decide(TrialState seen) {
    Plan<BootArguments> follows = arguments.decide(seen.boot(), true);
    TrialEntries entries =
        TrialEntries.of(seen.boot().loader(), seen.ground())
            .orElseThrow(() -> new ModuleFailure("No boot loader was found that could be told."));
    Optional<String> image = staleImage(seen, entries);
    boolean holds = arguments.wishes(seen.boot()).hold(CommandLine.ofWords(seen.boot().running()));
    boolean trial = !holds || image.isPresent();
    TrialPlan plan = plan(seen, follows, entries, image);
    List<Step> steps = trial ? booted(plan, entries) : plan.followed();
    return (steps.isEmpty()
            ? Plan.keep(seen)
            : Plan.move(seen, after(seen, follows.after(), trial, entries), steps))
        .warning(follows.warnings())
        .returning(returns(follows, trial, steps, plan));
  }

  private TrialPlan plan(
      TrialState seen, Plan<BootArguments> follows, TrialEntries entries, Optional<String> image) {
    return new TrialPlan(
        seen,
        wanted(follows.after()),
        entries,
        image,
        TrialAsserts.of(asserts),
        minutes,
        Duration.ofSeconds(rebootTimeout),
        follows.steps());
  }

  private static CommandLine wanted(BootArguments then) {
    return CommandLine.ofWords(then.entries().getOrDefault(then.nextBoot(), ImmutableList.of()));
  }

  private Optional<String> staleImage(TrialState seen, TrialEntries entries) {
    if (!initramfs) {
      return Optional.empty();
    }
    String path =
        seen.ground()
            .image(entries.image())
            .filter(_ -> !entries.image().isEmpty())
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "The initial RAM disk of the entry \"%s\" was not found, so no other can be tried."
                            .formatted(seen.boot().nextBoot())));
    return Optional.of(path).filter(each -> seen.ground().is(each, "stale"));
  }

  private List<Step> booted(TrialPlan plan, TrialEntries entries) {
    requireNoGuest(plan.seen().ground().guests());
    Optional<String> why = entries.impossible();
    if (why.isPresent() && !acceptUnprotectedBoot) {
      throw new ModuleFailure(
          why.get()
              + " So a boot that fails could not take itself back. Write"
              + " \"accept_unprotected_boot: true\" if somebody is there who can choose another"
              + " entry in the menu. Nothing was changed.");
    }
    return why.isPresent() ? plan.unguarded() : plan.guarded();
  }

  private static void requireNoGuest(List<String> guests) {
    boolean one = guests.size() == 1;
    if (!guests.isEmpty()) {
      throw new ModuleFailure(
          "%s %s running on this host; a boot would cut %s off. Shut %3$s down first. Nothing was changed."
              .formatted(String.join(", ", guests), one ? "is" : "are", one ? "it" : "them"));
    }
  }

  private TrialState after(
      TrialState seen, BootArguments then, boolean trial, TrialEntries entries) {
    BootArguments boot = trial ? then.running(wanted(then).words()) : then;
    String told =
        entries.impossible().isEmpty()
            ? "made, and taken back after %d minutes unless all is as it has to be"
                .formatted(minutes)
            : "made, with nothing that takes it back";
    return new TrialState(boot, trial ? told : "", ImmutableList.of(), seen.ground().settled());
  }

  private static Returns returns(
      Plan<BootArguments> follows, boolean trial, List<Step> steps, TrialPlan plan) {
    Map<String, Object> known = new LinkedHashMap<>(follows.returns().known());
    known.put("reboot_required", false);
    known.put("trial", trial);
    if (!trial) {
      known.put("rebooted", false);
      return Returns.of(known);
    }
    known.put("running", plan.wanted().words());
    int end = steps.indexOf(plan.conclusion());
    int down = Iterables.indexOf(steps, Step.Reconnect.class::isInstance);
    Map<String, Object> before = told(plan.seen().boot());
    return Returns.of(known)
        .learning(List.of("rebooted", "reason"), outputs -> learned(outputs, down, end, before))
        .untaken(Map.of("rebooted", false, "reason", ""));
  }

  private static Map<String, Object> told(BootArguments boot) {
    return Map.of(
        "next_boot", boot.nextBoot(),
        "entries", boot.entries(),
        "future_kernels", boot.futureKernels(),
        "running", boot.running());
  }

  /**
   * What the steps have shown.
   *
   * @param down the step that waits for the host
   * @param end the step that fails where the host is as before
   * @param before what was returned then: nothing but the trial's entry is written until that step
   */
  private static Map<String, Object> learned(
      List<Output> outputs, int down, int end, Map<String, Object> before) {
    Output last = outputs.getLast();
    Map<String, Object> learned = new LinkedHashMap<>();
    boolean concluded = outputs.size() == end + 1 && !last.isSuccess();
    String reason = concluded ? last.stdout().strip() : "";
    if (!last.isSuccess() && outputs.size() <= end + 1) {
      learned.putAll(before);
    }
    if (!reason.isEmpty()) {
      learned.put("msg", reason);
    }
    learned.put("rebooted", outputs.size() > down);
    learned.put("reason", reason);
    return learned;
  }
}
