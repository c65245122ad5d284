package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.pci.PciFunction;
import java.util.List;
import java.util.Map;

/** A judgement as playbooks and other programs see it. */
public final class JudgementFacts {

  private JudgementFacts() {}

  /** All of it: {@code docs/passthrough.md} says what each is. */
  public static ImmutableMap<String, Object> of(Machine machine, Judgement judgement) {
    Map<String, Object> facts = machine.facts();
    return ImmutableMap.<String, Object>builder()
        .put("passthrough", judgement.allows())
        .put("findings", all(judgement.findings().stream().map(JudgementFacts::finding).toList()))
        .put("functions", functions(facts, judgement))
        .put("card_slots", judgement.slots().asList())
        .put("gpus", facts.getOrDefault("gpus", ImmutableList.of()))
        .put(
            "proposal",
            all(judgement.proposal().all().stream().map(JudgementFacts::candidate).toList()))
        .put("proposal_yaml", judgement.proposal().yaml())
        .buildOrThrow();
  }

  private static ImmutableList<Object> all(List<?> items) {
    return ImmutableList.copyOf(items);
  }

  private static ImmutableList<Object> functions(Map<String, Object> facts, Judgement judgement) {
    List<String> going = addresses(judgement.functions());
    return facts.get("pci") instanceof List<?> all
        ? all.stream()
            .filter(each -> each instanceof Map<?, ?> map && going.contains(map.get("address")))
            .collect(toImmutableList())
        : ImmutableList.of();
  }

  private static Map<String, Object> finding(Finding each) {
    return ImmutableMap.of(
        "id", each.rule().id(),
        "severity", Ascii.toLowerCase(each.rule().severity().name()),
        "blocks", each.blocks(),
        "accepted", each.accepted(),
        "finding", each.rule().title(),
        "evidence", each.evidence(),
        "remedy", each.remedy());
  }

  private static Map<String, Object> candidate(Candidate each) {
    return ImmutableMap.of(
        "role", each.role(),
        "address", each.function().address(),
        "id", each.function().id(),
        "name", each.function().title(),
        "along", addresses(each.along()),
        "about", each.about(),
        "needs", each.needs().stream().map(Rule::id).toList());
  }

  private static List<String> addresses(List<PciFunction> functions) {
    return functions.stream().map(PciFunction::address).toList();
  }
}
