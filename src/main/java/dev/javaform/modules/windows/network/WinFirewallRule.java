package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A rule of the firewall of a Windows guest, or all rules of a group. */
@Name("community.windows.win_firewall_rule")
@Manual(
    summary = "Keeps rules of the firewall as they should be.",
    example =
        """
        - name: Let the host see the desktop
          win_firewall_rule:
            name: Looking Glass
            protocol: tcp
            localport: 5900
            remoteip: 192.168.122.1
            action: allow
            direction: in
        """,
    returns = {"msg: What was done, in a sentence."})
public record WinFirewallRule(
    @Argument("The rule as people see it; several may have the same name.") Optional<String> name,
    @Argument("The group of the rule; without a name all rules of the group are meant.")
        Optional<String> group,
    @Argument(value = "Whether there is such a rule.", preset = "present") Existence state,
    @Argument(value = "Whether it counts; a new one does.", aliases = "enable")
        Optional<Boolean> enabled,
    @Argument("Which way: in, or out.") Optional<Direction> direction,
    @Argument("What happens: allow, or block.") Optional<Verdict> action,
    @Argument("What it is for.") Optional<String> description,
    @Argument("Addresses of the guest, or any.") Optional<String> localip,
    @Argument("Addresses of others, such as 192.168.122.0/24, LocalSubnet, or any.")
        Optional<String> remoteip,
    @Argument("Ports of the guest, such as 80,443 or 5000-5010, or any; with a protocol.")
        Optional<String> localport,
    @Argument("Ports of others, or any; with a protocol.") Optional<String> remoteport,
    @Argument("The program it is about, or any.") Optional<String> program,
    @Argument("The service it is about, or any.") Optional<String> service,
    @Argument("tcp, udp, icmpv4, icmpv6, a number, or any.") Optional<String> protocol,
    @Argument(value = "Where it counts: domain, private, public.", aliases = "profile")
        Optional<ImmutableList<String>> profiles,
    @Argument("Kinds and codes of ICMP such as 8:0 or 8:*, or * for all.")
        Optional<ImmutableList<String>> icmpTypeCode,
    @Argument("The adapters it is about: wireless, lan, ras, or any.")
        Optional<ImmutableList<String>> interfacetypes,
    @Argument("Whether it holds for what comes through a NAT: no, yes, deferapp, deferuser.")
        Optional<Edge> edge,
    @Argument(
            "Which IPsec it asks for: notrequired, authnoencap, authenticate, authdynenc, authenc.")
        Optional<Security> security)
    implements Module<FirewallRule> {

  /** Which way. */
  public enum Direction {
    IN,
    OUT
  }

  /** What happens. */
  public enum Verdict {
    ALLOW,
    BLOCK
  }

  /** Whether it holds for what comes through a NAT. */
  public enum Edge {
    NO,
    YES,
    DEFERAPP,
    DEFERUSER
  }

  /** Which IPsec it asks for. */
  public enum Security {
    NOTREQUIRED,
    AUTHNOENCAP,
    AUTHENTICATE,
    AUTHDYNENC,
    AUTHENC
  }

  public WinFirewallRule {
    if (name.isEmpty() && group.isEmpty()) {
      throw new IllegalArgumentException("One of \"name\" and \"group\" is needed.");
    }
    protocol.ifPresent(RuleWords::protocol);
    profiles.ifPresent(RuleWords::profiles);
    interfacetypes.ifPresent(RuleWords::interfaces);
  }

  Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    name.ifPresentOrElse(
        text -> select.put("name", text), () -> select.put("group", group.orElseThrow()));
    Map<String, Object> normal = new LinkedHashMap<>();
    localip.filter(RuleWords::isSome).ifPresent(text -> normal.put("localip", text));
    remoteip.filter(RuleWords::isSome).ifPresent(text -> normal.put("remoteip", text));
    program.filter(RuleWords::isSome).ifPresent(text -> normal.put("program", text));
    select.put("normal", normal);
    return Script.PowerShell.ask("firewall_rule", select);
  }

  @Override
  public Probe<FirewallRule> observe() {
    return Probe.of(question(), FirewallRule.class, output -> FirewallRule.of(Answer.of(output)));
  }

  @Override
  public Plan<FirewallRule> decide(FirewallRule seen) {
    return new FirewallRuleDecision(this, seen).plan();
  }

  /** What the task wishes for, as Windows writes it. */
  Map<String, String> wishes(FirewallRule seen) {
    Map<String, String> wishes = new LinkedHashMap<>();
    description.ifPresent(text -> wishes.put("description", text));
    direction.ifPresent(which -> wishes.put("direction", word(which)));
    action.ifPresent(which -> wishes.put("action", word(which)));
    program.ifPresent(text -> wishes.put("program", normal("program", text, "", seen)));
    service.ifPresent(text -> wishes.put("service", RuleWords.isSome(text) ? text : ""));
    group.ifPresent(text -> wishes.put("group", text));
    protocol.ifPresent(text -> wishes.put("protocol", RuleWords.protocol(text)));
    localport.ifPresent(text -> wishes.put("localport", ports("localport", text, seen)));
    remoteport.ifPresent(text -> wishes.put("remoteport", ports("remoteport", text, seen)));
    icmpTypeCode
        .map(list -> String.join(",", list))
        .ifPresent(text -> wishes.put("icmp_type_code", ports("icmp_type_code", text, seen)));
    localip.ifPresent(text -> wishes.put("localip", normal("localip", text, "*", seen)));
    remoteip.ifPresent(text -> wishes.put("remoteip", normal("remoteip", text, "*", seen)));
    profiles.ifPresent(list -> wishes.put("profiles", RuleWords.profiles(list)));
    interfacetypes.ifPresent(list -> wishes.put("interfacetypes", RuleWords.interfaces(list)));
    edge.ifPresent(which -> wishes.put("edge", word(which)));
    security.ifPresent(which -> wishes.put("security", word(which)));
    enabled.ifPresent(flag -> wishes.put("enabled", flag.toString()));
    wishes.replaceAll((key, wish) -> RuleWords.sameAs(seen.value(key), wish));
    return wishes;
  }

  private static String word(Enum<?> which) {
    return which.name().toLowerCase(Locale.ROOT);
  }

  private static String normal(String key, String text, String any, FirewallRule seen) {
    return RuleWords.isSome(text) ? seen.normal().getOrDefault(key, text) : any;
  }

  /** Any port, of a rule whose protocol has none, is nothing. */
  private static String ports(String key, String text, FirewallRule seen) {
    if (RuleWords.isSome(text)) {
      return text.replace(" ", "");
    }
    return seen.value(key).isEmpty() ? "" : "*";
  }
}
