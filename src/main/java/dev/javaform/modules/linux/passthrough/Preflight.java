package dev.javaform.modules.linux.passthrough;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.live.MachineScript;
import dev.javaform.hardware.live.MachineText;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.preflight.Intent;
import dev.javaform.hardware.preflight.Judgement;
import dev.javaform.hardware.preflight.JudgementFacts;
import dev.javaform.hardware.preflight.Rule;
import dev.javaform.hardware.preflight.Severity;
import dev.javaform.hardware.preflight.Wanted;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands between a host and a guest with devices of its own. It changes nothing and never
 * fails because of what it found: it says so in {@code passthrough}.
 */
@Name("javaform.host.preflight")
@Manual(
    summary = "Judges whether a host can pass devices to a guest, and which.",
    example =
        """
        - name: See whether the card can go
          preflight:
            devices:
              - {role: gpu, address: "0000:0b:00.0", id: "1002:744c"}
            guest_memory: 16G
            accept: [boot-display]
          register: judged
        """,
    returns = {
      "passthrough: Whether nothing blocks.",
      "findings: What rules found, each with its id, severity, finding, evidence and remedy.",
      "functions: The PCI functions that would go, as in ansible_facts.javaform.pci.",
      "card_slots: The slots of the cards among them, such as 0000:0b:00.",
      "gpus: All graphics cards, as in ansible_facts.javaform.gpus.",
      "proposal: Devices that could go: role, address, id, name, along, about and needs of each.",
      "proposal_yaml: The same as the variable passthrough_devices, ready to paste."
    },
    restsOn = {
      "What is in one IOMMU group can only go as a whole (the kernel's document vfio).",
      "Bridges stay with the host, whatever their group (the kernel's document vfio)."
    })
public record Preflight(
    @Argument(
            value =
                "The devices: role (gpu: all functions of the card), address, and the id that must"
                    + " be found there.",
            preset = "[]")
        ImmutableList<Object> devices,
    @Argument(
            value =
                "Ids of rules that do not block although they would; each accepts itself alone.",
            preset = "[]")
        ImmutableList<String> accept,
    @Argument("Memory of the guest, such as 16G.") Optional<String> guestMemory,
    @Argument(
            value = "The host's last graphics card may go: it is reached over the network only.",
            preset = "false")
        boolean acceptNoDisplay,
    @Argument(value = "The card that firmware and boot loader draw on may go.", preset = "false")
        boolean acceptBootDisplay)
    implements Module<HostTree> {

  private static final ImmutableSet<Rule> NO_DISPLAY =
      ImmutableSet.of(Rule.ONLY_GRAPHICS_CARD, Rule.NO_DISPLAY_LEFT);

  public Preflight {
    accept.forEach(Preflight::rule);
    devices.forEach(Preflight::wanted);
    guestMemory.ifPresent(GuestMemory::gib);
  }

  private static Rule rule(String id) {
    Rule rule =
        Rule.of(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "accept names \"%s\", which is no rule. Those that can be accepted are %s."
                            .formatted(id, String.join(", ", Rule.acceptable()))));
    if (!rule.isAcceptable()) {
      throw new IllegalArgumentException(
          "accept names %s, which %s."
              .formatted(
                  id,
                  rule.severity() == Severity.BLOCKS
                      ? "cannot be accepted: " + rule.title()
                      : "does not block anything"));
    }
    return rule;
  }

  private static Wanted wanted(Object device) {
    if (!(device instanceof Map<?, ?> map) || map.get("address") == null) {
      throw new IllegalArgumentException(
          "each of devices is a mapping with role and address, not \"%s\".".formatted(device));
    }
    return new Wanted(
        text(map, "role").orElse(""), text(map, "address").orElse(""), text(map, "id"));
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return Optional.ofNullable(map.get(key)).map(String::valueOf);
  }

  @Override
  public Probe<HostTree> observe() {
    return Probe.of(Script.sh(MachineScript.text("/")), HostTree.class, Preflight::read);
  }

  private static HostTree read(Output output) {
    return MachineText.read(output.lines());
  }

  @Override
  public Plan<HostTree> decide(HostTree seen) {
    Machine machine = Machine.of(seen);
    Judgement judgement = Judgement.of(machine, intent());
    return Plan.keep(seen).returning(Returns.of(JudgementFacts.of(machine, judgement)));
  }

  private Intent intent() {
    return new Intent(
        devices.stream().map(Preflight::wanted).collect(toImmutableList()),
        guestMemory.map(GuestMemory::gib),
        accepted());
  }

  private ImmutableSet<Rule> accepted() {
    Stream<Rule> switches =
        Stream.concat(
            acceptNoDisplay ? NO_DISPLAY.stream() : Stream.of(),
            acceptBootDisplay ? Stream.of(Rule.BOOT_DISPLAY) : Stream.of());
    return Stream.concat(accept.stream().map(Preflight::rule), switches).collect(toImmutableSet());
  }
}
