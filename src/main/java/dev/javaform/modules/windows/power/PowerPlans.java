package dev.javaform.modules.windows.power;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The power plans of a guest.
 *
 * @param active the GUID of the one that counts
 * @param plans the names of all by their GUIDs; names are in the guest's language
 */
record PowerPlans(String active, @Unseen ImmutableMap<String, String> plans) {

  static PowerPlans of(Answer answer) {
    Map<String, String> plans = new LinkedHashMap<>();
    answer.parts("plans").forEach(plan -> plans.put(plan.words("guid"), plan.words("name")));
    return new PowerPlans(answer.words("active"), ImmutableMap.copyOf(plans));
  }

  boolean has(String guid) {
    return plans.containsKey(guid);
  }

  /** The plan of a name, in whatever case. */
  Optional<String> named(String name) {
    return plans.entrySet().stream()
        .filter(plan -> plan.getValue().equalsIgnoreCase(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  PowerPlans activating(String guid) {
    Map<String, String> all = new LinkedHashMap<>(plans);
    all.putIfAbsent(guid, guid);
    return new PowerPlans(guid, ImmutableMap.copyOf(all));
  }

  /** Every plan's name, and whether it is the active one. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    plans.forEach((guid, name) -> told.put(name, guid.equals(active)));
    return told;
  }
}
