package dev.javaform.modules.windows.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Every group of facts of a Windows guest, and the one question for the chosen ones. */
public final class GuestFacts {

  /** The variable with what javaform itself has to say; several groups add to it. */
  private static final String OWN = "javaform";

  private static final ImmutableList<Group> ALL =
      ImmutableList.of(
          new Group("date_time", "min", GuestClock::dateTime),
          new Group("distribution", "min", GuestSystem::distribution),
          new Group("env", "min", answer -> Map.of("ansible_env", answer.values())),
          new Group("platform", "min", GuestSystem::platform),
          new Group("powershell_version", "min", GuestSystem::powershell),
          new Group("user", "min", GuestSystem::user),
          new Group("interfaces", "network", GuestNetwork::interfaces)
              .known("all_ipv4_addresses", "all_ipv6_addresses"),
          new Group("windows_domain", "network", GuestSystem::domain),
          new Group("winrm", "network", GuestSystem::winrm),
          new Group("bios", "hardware", GuestHardware::bios).known("virtual"),
          new Group("memory", "hardware", GuestHardware::memory),
          new Group("processor", "hardware", GuestHardware::processor),
          new Group("uptime", "hardware", GuestClock::uptime),
          new Group("graphics", "hardware", GuestHardware::graphics).known(OWN, "passthrough"));

  /**
   * Facts that are learned together.
   *
   * @param name as the helper calls it
   * @param words by which {@code gather_subset} may ask for it
   * @param reader makes facts of what the helper told
   */
  private record Group(
      String name, ImmutableSet<String> words, Function<Answer, Map<String, Object>> reader) {

    Group(String name, String subset, Function<Answer, Map<String, Object>> reader) {
      this(name, ImmutableSet.of(name, subset), reader);
    }

    Group known(String... more) {
      return new Group(
          name, ImmutableSet.<String>builder().addAll(words).add(more).build(), reader);
    }
  }

  private GuestFacts() {}

  /** The words that {@code gather_subset} takes, without their {@code !}. */
  public static ImmutableSet<String> subsets() {
    return ALL.stream()
        .flatMap(group -> group.words().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Asks for the groups of which {@code chosen} takes one of the words. */
  public static Script.PowerShell question(Predicate<Collection<String>> chosen) {
    ImmutableList<String> groups =
        ALL.stream()
            .filter(group -> chosen.test(group.words()))
            .map(Group::name)
            .collect(ImmutableList.toImmutableList());
    return Script.PowerShell.ask("facts", ImmutableMap.of("groups", groups));
  }

  /** Whether a guest answered, and no other host. */
  public static boolean answered(Output output) {
    return output.stdout().startsWith("{");
  }

  /** The facts by their full names. */
  public static Map<String, Object> read(Output output) {
    Answer answer = Answer.of(output);
    Map<String, Object> facts = new LinkedHashMap<>();
    Map<String, Object> own = new LinkedHashMap<>();
    for (Group group : ALL) {
      for (Answer told : answer.parts(group.name())) {
        Map<String, Object> more = group.reader().apply(told);
        facts.putAll(more);
        if (more.get(OWN) instanceof Map<?, ?> ours) {
          ours.forEach((name, value) -> own.put(String.valueOf(name), value));
        }
      }
    }
    if (!own.isEmpty()) {
      facts.put(OWN, Collections.unmodifiableMap(own));
    }
    return Collections.unmodifiableMap(facts);
  }
}
