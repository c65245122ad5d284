package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of a name or a group.
 *
 * @param names of all of them; none where there is no such rule
 * @param properties by the names of the task's arguments; what they do not share is {@link #MIXED}
 * @param normal what Windows makes of some of the task's wishes
 */
public record FirewallRule(
    ImmutableList<String> names,
    ImmutableSortedMap<String, String> properties,
    @Unseen ImmutableSortedMap<String, String> normal) {

  /** Where several rules have several values. */
  static final String MIXED = "(not the same in all of them)";

  /** What a rule is that nobody says more of (netfw.h). */
  private static final Map<String, String> FRESH =
      Map.of(
          "direction", "in",
          "action", "allow",
          "enabled", "true",
          "protocol", "256",
          "localip", "*",
          "remoteip", "*",
          "profiles", "domain,private,public",
          "interfacetypes", "All",
          "edge", "no",
          "security", "notrequired");

  private static final List<String> KEYS =
      List.of(
          "description",
          "direction",
          "action",
          "program",
          "service",
          "group",
          "protocol",
          "localport",
          "remoteport",
          "icmp_type_code",
          "localip",
          "remoteip",
          "profiles",
          "interfacetypes",
          "edge",
          "security",
          "enabled");

  static FirewallRule of(Answer answer) {
    Map<String, String> properties = new TreeMap<>();
    if (answer.flag("exists")) {
      KEYS.forEach(key -> properties.put(key, answer.text(key).orElse(MIXED)));
    }
    Map<String, String> normal = new TreeMap<>();
    Optional<Answer> told = answer.part("normal");
    told.ifPresent(
        wishes ->
            wishes.values().keySet().stream()
                .map(String::valueOf)
                .forEach(key -> normal.put(key, wishes.words(key))));
    return new FirewallRule(
        answer.texts("names"),
        ImmutableSortedMap.copyOf(properties),
        ImmutableSortedMap.copyOf(normal));
  }

  boolean exists() {
    return !names.isEmpty();
  }

  /** A rule that is made, with all that nobody wishes for as Windows has it. */
  FirewallRule made(String name, Map<String, String> wishes) {
    Map<String, String> all = new TreeMap<>();
    KEYS.forEach(key -> all.put(key, FRESH.getOrDefault(key, "")));
    all.putAll(wishes);
    return new FirewallRule(ImmutableList.of(name), ImmutableSortedMap.copyOf(all), normal);
  }

  FirewallRule with(Map<String, String> wishes) {
    Map<String, String> all = new TreeMap<>(properties);
    all.putAll(wishes);
    return new FirewallRule(names, ImmutableSortedMap.copyOf(all), normal);
  }

  FirewallRule removed() {
    return new FirewallRule(ImmutableList.of(), ImmutableSortedMap.of(), normal);
  }

  /** A value of theirs; empty where there is none. */
  String value(String key) {
    return properties.getOrDefault(key, "");
  }
}
