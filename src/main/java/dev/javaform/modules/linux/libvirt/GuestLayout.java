package dev.javaform.modules.linux.libvirt;

import dev.javaform.hardware.layout.CpuWish;
import dev.javaform.hardware.layout.Layout;
import dev.javaform.hardware.layout.Policy;
import dev.javaform.hardware.layout.UnmetWish;
import dev.javaform.hardware.live.MachineScript;
import dev.javaform.hardware.live.MachineText;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.memory.Size;
import java.util.Optional;

/**
 * Works out how a guest lies on this host: which of its CPUs each virtual CPU runs on, what stays
 * with the host, from which NUMA nodes its memory comes, and what of the host a guest can be shown.
 * It only looks. Where the host tells nothing of its CPUs the guest is pinned to none.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cputopology.html">How CPU topology is exported
 *     via sysfs</a>
 * @see <a href="https://libvirt.org/formatdomaincaps.html">Domain capabilities XML format</a>
 */
@Name("javaform.host.guest_layout")
@Manual(
    summary = "Works out which of a host's CPUs and memory nodes a guest runs on.",
    example =
        """
        - name: Work out where the guest runs
          guest_layout:
            cores: 8
            gpu: "0000:0f:00.0"
            memory: 32G
          register: layout

        - name: Say why
          debug:
            msg: "{{ layout.explanation }}"
        """,
    returns = {
      "known: Whether the host tells enough of its CPUs to pin a guest.",
      "vcpus: The CPU of each virtual CPU, in order; empty for none in particular.",
      "cores: How many cores the guest sees.",
      "threads: How many threads each of them has.",
      "emulator: The CPUs of the emulator's own threads, such as 0,16.",
      "iothreads: The CPUs of each of the two I/O threads.",
      "host: The CPUs that no virtual CPU is pinned to.",
      "nohz: What nohz_full may name.",
      "nodeset: The NUMA nodes that the guest's memory comes from; empty for any.",
      "memory_nodes: The same, as a list of their numbers.",
      "features: CPU features that the guest needs to see the host's threads as threads.",
      "stable_clock: Whether the clock of the CPUs never stops or changes, so that invtsc may be"
          + " set.",
      "hyperv: The Hyper-V features that this host's libvirt knows; empty where it does not tell.",
      "libvirt: The version of libvirt; empty where it is not known.",
      "qemu: The version of QEMU; empty where it is not known.",
      "smbios: What a guest may be told of the machine, by the name that libvirt has for it.",
      "explanation: Why each of that is so, in sentences."
    },
    restsOn = {
      "CPUs that share the last level cache stand in shared_cpu_list of its index "
          + "(kernel, ABI/testing/sysfs-devices-system-cpu).",
      "nohz_full needs one CPU at least that keeps the time (kernel, timers/no_hz)."
    })
public record GuestLayout(
    @Argument("How many cores the guest gets; by default as many as suit.") Optional<Integer> cores,
    @Argument(
            value =
                "By what they are chosen: gpu_node takes those near the graphics card first,"
                    + " largest_l3 those with the largest cache.",
            preset = "gpu_node")
        Policy policy,
    @Argument(value = "Whether they may lie in several groups of cores.", preset = "false")
        boolean span,
    @Argument(value = "How many cores the host keeps at least; 0 gives all away.", preset = "1")
        int reserve,
    @Argument("The address of the graphics card that is passed.") Optional<String> gpu,
    @Argument("The guest's memory, such as 32G.") Optional<String> memory)
    implements Module<SeenMachine> {

  private static final String UNTOLD =
      "This host does not tell how its CPUs lie, so the guest is pinned to none of them.";

  public GuestLayout {
    if (cores.orElse(1) < 1 || reserve < 0) {
      throw new IllegalArgumentException(
          "A guest has at least one core, and reserve is 0 or more.");
    }
    memory.ifPresent(Size::of);
  }

  @Override
  public Probe<SeenMachine> observe() {
    return Probe.of(
        Script.sh(MachineScript.text("/")),
        SeenMachine.class,
        output -> new SeenMachine(MachineText.read(output.lines())));
  }

  @Override
  public Plan<SeenMachine> decide(SeenMachine seen) {
    Machine machine = Machine.of(seen.tree());
    LayoutFacts facts =
        machine.processors().cores().isEmpty()
            ? LayoutFacts.without(machine, UNTOLD)
            : placed(machine);
    return Plan.keep(seen).returning(Returns.of(facts.all()));
  }

  /** Where no number of cores is asked for, a host that has none to give is no mistake. */
  private LayoutFacts placed(Machine machine) {
    try {
      return LayoutFacts.of(machine, layout(machine), memory.map(Size::of));
    } catch (UnmetWish e) {
      if (cores.isPresent()) {
        throw new ModuleFailure(e.getMessage());
      }
      return LayoutFacts.without(machine, e.getMessage() + " So the guest is pinned to no CPU.");
    }
  }

  private Layout layout(Machine machine) {
    Optional<Integer> node =
        gpu.flatMap(
                address -> machine.tree().number("sys/bus/pci/devices/" + address + "/numa_node"))
            .filter(number -> number >= 0)
            .map(Long::intValue);
    return Layout.of(machine.processors(), new CpuWish(policy, cores, reserve, span, node));
  }
}
