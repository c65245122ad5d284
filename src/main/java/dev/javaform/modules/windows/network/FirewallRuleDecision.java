package dev.javaform.modules.windows.network;

import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has to be done for a rule of the firewall. */
record FirewallRuleDecision(WinFirewallRule wish, FirewallRule seen) {

  Plan<FirewallRule> plan() {
    FirewallRule wanted = wanted();
    Plan<FirewallRule> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(
                seen, wanted, new Step.Run(purpose(), wish.question().set(set(wanted.exists()))));
    return plan.returning(Returns.of(Map.of("msg", message(plan.isEmpty()))));
  }

  private FirewallRule wanted() {
    if (wish.state() == Existence.ABSENT) {
      return seen.removed();
    }
    if (seen.exists()) {
      return seen.with(wish.wishes(seen));
    }
    return wish.name().map(name -> seen.made(name, wish.wishes(seen))).orElse(seen);
  }

  private Map<String, Object> set(boolean exists) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", exists);
    if (exists) {
      set.putAll(wish.wishes(seen));
      if (!seen.exists()) {
        set.putIfAbsent("enabled", "true");
      }
    }
    return set;
  }

  private String what() {
    return wish.name()
        .map(name -> "rule " + name)
        .orElseGet(() -> "rules of the group " + wish.group().orElse(""));
  }

  private String purpose() {
    return verb() + " the firewall's " + what();
  }

  private String verb() {
    if (wish.state() == Existence.ABSENT) {
      return "remove";
    }
    return seen.exists() ? "change" : "create";
  }

  private String message(boolean settled) {
    if (settled) {
      String there = seen.exists() ? "is as it should be" : "does not exist";
      return "The firewall's %s %s.".formatted(what(), there);
    }
    String done = verb().endsWith("e") ? verb() + "d" : verb();
    return "The firewall's %s: %s.".formatted(what(), done);
  }
}
