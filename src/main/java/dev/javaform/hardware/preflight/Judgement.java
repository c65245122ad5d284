package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.pci.PciFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What stands between a machine and a guest with devices of its own.
 *
 * @param findings what rules found, in the order of the rules; the accepted ones among them
 * @param functions all that would be passed, in the order of their addresses
 * @param slots the slots of the cards among them: {@code 0000:0a:00}
 * @param proposal what could be passed
 */
public record Judgement(
    ImmutableList<Finding> findings,
    ImmutableList<PciFunction> functions,
    ImmutableSet<String> slots,
    Proposal proposal) {

  /** What the rules find on a machine. */
  public static Judgement of(Machine machine, Intent intent) {
    Case at = Case.of(machine, intent);
    List<Finding> found = new ArrayList<>();
    new PlatformRules(at).tell(found::add);
    new DeviceRules(at).tell(found::add);
    new DisplayRules(at).tell(found::add);
    new CapacityRules(at).tell(found::add);
    new CandidateRules(at).tell(found::add);
    new CardRules(at).tell(found::add);
    new BindingRules(at).tell(found::add);
    new GuestRules(at).tell(found::add);
    new BootRules(at).tell(found::add);
    return new Judgement(
        found.stream()
            .map(each -> accepted(each, intent))
            .sorted(Comparator.comparing(Finding::rule))
            .collect(toImmutableList()),
        at.chosen().functions(),
        at.chosen().slots(),
        new Proposing(at).proposal());
  }

  private static Finding accepted(Finding found, Intent intent) {
    boolean accepts = found.rule().isAcceptable() && intent.accepted().contains(found.rule());
    return accepts ? found.accept() : found;
  }

  /** Whether devices may be passed. */
  public boolean allows() {
    return findings.stream().noneMatch(Finding::blocks);
  }
}
