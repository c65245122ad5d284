package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The firewall of a Windows guest, as a whole. */
@Name("community.windows.win_firewall")
@Manual(
    summary = "Turns the firewall on and off, and says what it does without a rule.",
    example =
        """
        - name: Let nothing in from strangers
          win_firewall:
            state: enabled
            profiles: [Public]
            inbound_action: block
        """,
    returns = {
      "enabled: Whether the firewall is on in all profiles that were chosen.",
      "profiles: The profiles that were chosen.",
      "state: What was asked for: enabled or disabled.",
      "Domain: Of this profile, enabled and considered.",
      "Private: Of this profile, enabled and considered.",
      "Public: Of this profile, enabled and considered."
    })
public record WinFirewall(
    @Argument(
            value = "The profiles that are meant: Domain, Private, Public.",
            preset = "[Domain, Private, Public]")
        ImmutableList<String> profiles,
    @Argument("enabled or disabled.") Switch state,
    @Argument("What happens to what comes in and no rule is about: allow, block, not_configured.")
        Optional<WithoutRule> inboundAction,
    @Argument("What happens to what goes out and no rule is about: allow, block, not_configured.")
        Optional<WithoutRule> outboundAction)
    implements Module<FirewallProfiles> {

  /** Whether the firewall is on. */
  public enum Switch {
    ENABLED,
    DISABLED
  }

  /** What happens to what no rule is about. */
  public enum WithoutRule {
    ALLOW,
    BLOCK,
    NOT_CONFIGURED;

    /** The word that NetSecurity has for it. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
  }

  private static final Script.PowerShell QUESTION =
      Script.PowerShell.ask("firewall_profile", Map.of());

  public WinFirewall {
    profiles =
        profiles.stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(ImmutableList.toImmutableList());
    for (String profile : profiles) {
      if (!FirewallProfiles.NAMES.contains(profile)) {
        throw new IllegalArgumentException(
            "\"%s\" is no profile; there are Domain, Private and Public.".formatted(profile));
      }
    }
  }

  @Override
  public Probe<FirewallProfiles> observe() {
    return Probe.of(
        QUESTION, FirewallProfiles.class, output -> FirewallProfiles.of(Answer.of(output)));
  }

  @Override
  public Plan<FirewallProfiles> decide(FirewallProfiles seen) {
    FirewallProfiles wanted = wanted(seen);
    Plan<FirewallProfiles> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(seen, wanted, new Step.Run("set the firewall", QUESTION.set(set())));
    return plan.returning(Returns.of(returns(wanted)));
  }

  private FirewallProfiles wanted(FirewallProfiles seen) {
    Map<String, Boolean> enabled = new LinkedHashMap<>(seen.enabled());
    Map<String, String> inbound = new LinkedHashMap<>(seen.inbound());
    Map<String, String> outbound = new LinkedHashMap<>(seen.outbound());
    for (String profile : profiles) {
      enabled.put(profile, isOn());
      inbound().ifPresent(action -> inbound.put(profile, action));
      outbound().ifPresent(action -> outbound.put(profile, action));
    }
    return FirewallProfiles.of(enabled, inbound, outbound);
  }

  private boolean isOn() {
    return state == Switch.ENABLED;
  }

  /** What is done without a rule counts only where the firewall is on. */
  private Optional<String> inbound() {
    return inboundAction.filter(_ -> isOn()).map(WithoutRule::word);
  }

  private Optional<String> outbound() {
    return outboundAction.filter(_ -> isOn()).map(WithoutRule::word);
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    for (String profile : profiles) {
      set.put(profile + "_enabled", isOn());
      inbound().ifPresent(action -> set.put(profile + "_inbound", action));
      outbound().ifPresent(action -> set.put(profile + "_outbound", action));
    }
    return set;
  }

  private Map<String, Object> returns(FirewallProfiles wanted) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("enabled", isOn());
    values.put("profiles", List.copyOf(profiles));
    values.put("state", state.name().toLowerCase(Locale.ROOT));
    for (String name : FirewallProfiles.NAMES) {
      values.put(
          name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
          Map.of(
              "enabled",
              Boolean.TRUE.equals(wanted.enabled().get(name)),
              "considered",
              profiles.contains(name)));
    }
    return values;
  }
}
