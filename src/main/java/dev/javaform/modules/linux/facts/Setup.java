package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.facts.GuestFacts;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Learns facts about the host, by one script that only reads and needs nothing but a shell, or by
 * one question to the helper of a Windows guest. What cannot be read is left out.
 */
@Name("ansible.builtin.setup")
@Manual(
    summary = "Collects facts about the host, into ansible_facts.",
    example =
        """
        - name: Learn about memory and processors
          setup:
            gather_subset: [hardware]
        """,
    returns = {"ansible_facts: The facts."})
public record Setup(
    @Argument(
            value =
                "Groups of facts to collect; a group after ! is left out. min is always included,"
                    + " except with !min.",
            preset = "[all]")
        ImmutableList<String> gatherSubset,
    @Argument(
            value = "Keep only the facts with these names; * and ? match anything.",
            preset = "[]")
        ImmutableList<String> filter,
    @Argument(
            value = "In seconds; collecting everything may take six times as long.",
            preset = "10")
        int gatherTimeout,
    @Argument(
            value = "The directory of static local facts; only Ansible's own is supported.",
            preset = "/etc/ansible/facts.d")
        String factPath)
    implements Module<Setup.HostFacts> {

  /** Groups that Ansible learns from tools of other makers; accepted, and empty. */
  private static final List<String> FOREIGN = List.of("facter", "ohai");

  /** The groups of all kinds of hosts; one that a host has not is empty there. */
  private static final ImmutableSet<String> GROUPS =
      ImmutableSet.<String>builder().addAll(Facts.subsets()).addAll(GuestFacts.subsets()).build();

  /** The facts by their full names. */
  public record HostFacts(Map<String, Object> facts) {}

  public Setup {
    for (String word : gatherSubset) {
      String group = word.replaceFirst("^!", "");
      if (!GROUPS.contains(group) && !FOREIGN.contains(group)) {
        throw new IllegalArgumentException(
            "\"%s\" is not a group of facts. The groups are: %s."
                .formatted(group, String.join(", ", GROUPS)));
      }
    }
    if (gatherTimeout < 1) {
      throw new IllegalArgumentException("gather_timeout must be at least 1 second.");
    }
    if (!factPath.equals("/etc/ansible/facts.d")) {
      throw new IllegalArgumentException(
          "Local facts are read from /etc/ansible/facts.d only; leave fact_path out.");
    }
  }

  @Override
  public Probe<HostFacts> observe() {
    Duration limit = Duration.ofSeconds(gatherTimeout).multipliedBy(6);
    Script script =
        new Script.Either(
                Script.sh(Facts.script("/", this::wants)), GuestFacts.question(this::wants))
            .within(limit);
    return Probe.of(script, HostFacts.class, Setup::read);
  }

  private static HostFacts read(Output output) {
    if (GuestFacts.answered(output)) {
      return new HostFacts(GuestFacts.read(output));
    }
    Map<String, Object> facts = Facts.read(output.lines());
    if (!output.isSuccess()) {
      throw new ModuleFailure(
          "The facts could not be collected: the script ended with status %d. %s"
              .formatted(output.status(), output.stderr().strip()));
    }
    return new HostFacts(facts);
  }

  @Override
  public Plan<HostFacts> decide(HostFacts seen) {
    var facts = new LinkedHashMap<>(seen.facts());
    facts.put("gather_subset", gatherSubset);
    facts.put("module_setup", true);
    facts.keySet().removeIf(name -> !passes(name));
    return Plan.keep(seen)
        .returning(Returns.of(Map.of("ansible_facts", Collections.unmodifiableMap(facts))));
  }

  /** Whether a group known by any of these names is to be learned, as Ansible reads the words. */
  private boolean wants(Collection<String> names) {
    List<String> without =
        gatherSubset.stream()
            .filter(each -> each.startsWith("!"))
            .map(s -> s.substring(1))
            .toList();
    List<String> with = gatherSubset.stream().filter(each -> !each.startsWith("!")).toList();
    if (names.stream().anyMatch(with::contains)) {
      return true;
    }
    if (names.stream().anyMatch(without::contains)) {
      return false;
    }
    boolean everything = with.contains("all") || (with.isEmpty() && !without.contains("all"));
    return everything || names.contains("min");
  }

  private boolean passes(String fact) {
    return filter.isEmpty()
        || filter.stream()
            .map(Setup::pattern)
            .anyMatch(
                each ->
                    each.matcher(fact).matches()
                        || each.matcher(fact.replaceFirst("^ansible_", "")).matches());
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.chars()
            .mapToObj(
                each -> each == '*' ? ".*" : each == '?' ? "." : Pattern.quote("" + (char) each))
            .collect(Collectors.joining()));
  }
}
