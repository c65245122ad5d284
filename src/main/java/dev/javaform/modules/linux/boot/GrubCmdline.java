package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Arguments on the kernel's command line: of the next boot and of kernels to come. The running
 * kernel keeps its own until a reboot, which is reported as {@code reboot_required} and never done
 * here.
 *
 * <p>What an argument in {@code present} means depends on its key. Usually exactly one token has
 * the key, with that value; {@code vfio-pci.ids}, {@code module_blacklist}, {@code isolcpus} and
 * other lists get the elements they lack; {@code console}, {@code rd.luks.uuid} and other keys that
 * may stand several times get another token; {@code default_hugepagesz}, {@code hugepagesz} and
 * {@code hugepages} are one ordered group, replaced as a whole. In {@code absent}, a key removes
 * all its tokens, a pair only that pair, a pair of a list only those elements. {@code -} and {@code
 * _} are the same in keys.
 *
 * <p>GRUB on Debian and its relatives, GRUB with boot loader entries (Fedora), and systemd-boot are
 * served; everything else is refused with the tool to use instead. Recovery and rescue entries stay
 * as they are; where there is none, the oldest entry does.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/kernel-parameters.html">kernel parameters</a>
 */
@Name("javaform.host.grub_cmdline")
@Manual(
    summary = "Sets the kernel's arguments for the next boot and for future kernels.",
    example =
        """
        - name: Pass devices through
          grub_cmdline:
            present:
              - iommu=pt
              - vfio-pci.ids=1002:7550,1002:ab40
            absent:
              - amd_iommu
          register: arguments

        - name: Say that a reboot is due
          debug:
            msg: The running kernel lacks them until the next boot.
          when: arguments.reboot_required
        """,
    returns = {
      "boot_loader: Which boot loader was found.",
      "running: The arguments of the running kernel.",
      "next_boot: Those of the entry that will be booted.",
      "future_kernels: Those that a new kernel will get.",
      "entries: Those of every entry, by its name.",
      "left_alone: The entries that stay as they are, for rescue.",
      "reboot_required: Whether the running kernel lacks what was asked for."
    },
    restsOn = {
      "In the names of kernel arguments - and _ are the same, quotes may open anywhere, "
          + "and what follows -- is for init (kernel, admin-guide/kernel-parameters).",
      "hugepages= belongs to the hugepagesz= before it (kernel, admin-guide/kernel-parameters).",
      "grub-mkconfig leaves the entries of the Boot Loader Specification alone; kernels "
          + "to come take their arguments from /etc/kernel/cmdline (kernel-install(8)).",
      "GRUB's defaults are shell text: later assignments and files of /etc/default/grub.d "
          + "win (grub-mkconfig of GRUB)."
    })
public record GrubCmdline(
    @Argument(
            value =
                "Arguments that must be there, one per element. Usually there is then one"
                    + " argument with that key, with that value; lists (vfio-pci.ids, isolcpus)"
                    + " get the elements they lack; keys"
                    + " that may be given several times (console, rd.luks.uuid) are given once"
                    + " more;"
                    + " default_hugepagesz, hugepagesz and hugepages are replaced as a whole.",
            preset = "[]")
        ImmutableList<String> present,
    @Argument(
            value =
                "Arguments that must not be there: a key means every argument with that key, a"
                    + " pair only that pair, a pair of a list only those elements.",
            preset = "[]")
        ImmutableList<String> absent,
    @Argument(
            value = "Keys of lists in present from which all other elements are removed.",
            preset = "[]")
        ImmutableList<String> exact,
    @Argument(
            value =
                "Risks to accept: root_device, mitigations_off, audit_off, no_housekeeping_cpu,"
                    + " acs_override, no_iommu, gigantic_pages, little_memory, fewer_cpus,"
                    + " rescue_boot. What would certainly ruin the next boot is refused in any"
                    + " case; only boot_trial, whose boot takes itself back, tries that too:"
                    + " memory, drivers, start.",
            preset = "[]")
        ImmutableList<String> accept,
    @Argument(
            "Whose arguments these are, such as a role's name: what was set for this owner and is"
                + " in present no more is taken away again. Without an owner it stays.")
        Optional<String> owner)
    implements Module<BootArguments> {

  private static final ImmutableSet<String> MENUS = ImmutableSet.of("/boot/grub", "/boot/grub2");

  public GrubCmdline {
    if (present.isEmpty() && absent.isEmpty() && owner.isEmpty()) {
      throw new IllegalArgumentException(
          "grub_cmdline needs arguments in present or in absent, otherwise there is nothing to"
              + " do.");
    }
    requireName(owner.orElse("x"));
    requireKnownRisks(accept);
    ImmutableSet<String> root = Wishes.of(present, absent, exact).keysLeadingToRoot();
    if (!root.isEmpty() && !accept.contains("root_device")) {
      throw new IllegalArgumentException(
          ("%s lead the kernel to its root file system: with a mistake there the host does not"
                  + " boot. Write \"accept: [root_device]\" if that is intended.")
              .formatted(root));
    }
  }

  private static void requireName(String owner) {
    if (!owner.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be an owner: use letters, digits, dots, dashes and underscores."
              .formatted(owner));
    }
  }

  private static void requireKnownRisks(List<String> accept) {
    for (String name : accept) {
      if (!Risks.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "\"%s\" in accept is not a risk; the risks are %s.".formatted(name, Risks.NAMES));
      }
    }
  }

  @Override
  public Probe<BootArguments> observe() {
    return BootProbe.probe();
  }

  @Override
  public Plan<BootArguments> decide(BootArguments seen) {
    return decide(seen, false);
  }

  /**
   * What has to be done.
   *
   * @param comesBack whether the next boot takes itself back: it may try what is refused otherwise
   */
  Plan<BootArguments> decide(BootArguments seen, boolean comesBack) {
    Wishes asked = Wishes.of(present, absent, exact);
    Wishes wishes = wishes(seen);
    BootArguments then = owning(seen.with(wishes), seen);
    List<String> risks = new Risks(then, accept).of(asked, comesBack);
    List<Step> steps = steps(seen, then, wishes);
    requireWritable(steps, seen.host().unwritable());
    Plan<BootArguments> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(risks).warning(seen.loader().warnings()).returning(returns(then, wishes));
  }

  /** All that is wished of a line on this host. */
  Wishes wishes(BootArguments seen) {
    Wishes asked = Wishes.of(present, absent, exact);
    return owner.map(name -> asked.releasing(released(asked, name, seen))).orElse(asked);
  }

  /** What the owner wants no more, and what stands in a file of ours that needs to be accepted. */
  private ImmutableList<KernelArgument> released(Wishes asked, String name, BootArguments seen) {
    Risks risks = new Risks(seen, accept);
    Stream<KernelArgument> unaccepted =
        seen.loader().ours().stream()
            .filter(risks::isUnaccepted)
            .filter(token -> !seen.isNoted(token))
            .map(token -> KernelArgument.of(token.text()));
    return Stream.concat(seen.owned(name).released(asked.wanted()).stream(), unaccepted)
        .collect(ImmutableList.toImmutableList());
  }

  private BootArguments owning(BootArguments then, BootArguments seen) {
    ImmutableList<KernelArgument> wanted = Wishes.of(present, absent, exact).wanted();
    return owner
        .map(name -> then.with(name, seen.owned(name).after(wanted, seen.lines())))
        .orElse(then);
  }

  private List<Step> steps(BootArguments seen, BootArguments then, Wishes wishes) {
    boolean known = !seen.entries().isEmpty();
    boolean kept = known && then.bootsLike(seen);
    List<Step> steps = kept ? List.of() : seen.loader().steps(wishes);
    if (!then.bootsLike(seen) && steps.isEmpty()) {
      throw new ModuleFailure(
          "The boot entries lack the arguments asked for, but nothing on this host could be"
              + " changed to add them: "
              + then.entries());
    }
    return then.owned().equals(seen.owned()) ? steps : noted(steps, seen, then);
  }

  private List<Step> noted(List<Step> steps, BootArguments seen, BootArguments then) {
    String name = owner.orElseThrow();
    SeenFile note = seen.notes().getOrDefault(name, SeenFile.ABSENT);
    return OwnerNote.around(steps, name, note, seen.owned(name).texts(), then.owned(name).texts());
  }

  /** All targets are looked at before the first is written. */
  private static void requireWritable(List<Step> steps, ImmutableSet<String> unwritable) {
    Set<String> needed = new TreeSet<>(steps.isEmpty() ? Set.of() : MENUS);
    for (Step step : steps) {
      if (step instanceof Step.Put put) {
        needed.add(put.path());
        needed.add(put.path().substring(0, put.path().lastIndexOf('/')));
      }
    }
    needed.retainAll(unwritable);
    if (!needed.isEmpty()) {
      throw new ModuleFailure(
          "%s cannot be written, so nothing was changed. Mount its file system read-write (findmnt), take the immutable attribute away (lsattr, chattr -i), or set \"become: true\"."
              .formatted(String.join(", ", needed)));
    }
  }

  private static Returns returns(BootArguments then, Wishes wishes) {
    boolean reboot = !wishes.hold(CommandLine.ofWords(then.running()));
    return Returns.of(
        ImmutableMap.of(
            "boot_loader", then.loader().name(),
            "next_boot", then.nextBoot(),
            "left_alone", then.loader().leftAlone(),
            "entries", then.entries(),
            "future_kernels", then.futureKernels(),
            "running", then.running(),
            "reboot_required", reboot));
  }
}
