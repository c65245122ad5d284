package dev.javaform.engine;

import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what modules return under {@code ansible_facts}. */
final class Facts {

  private static final String PREFIX = "ansible_";
  private static final String ALL = "ansible_facts";

  private Facts() {}

  /**
   * Takes facts over.
   *
   * @param into the host's variables of that strength
   * @param gathered whether they are facts of the machine, which stand in {@code ansible_facts} as
   *     well, there without their prefix
   */
  static void take(Map<?, ?> facts, Map<String, Variable> into, boolean gathered) {
    facts.forEach((name, value) -> into.put(String.valueOf(name), new Variable.Given(value)));
    if (gathered) {
      into.put(ALL, new Variable.Given(merged(facts, into.get(ALL))));
    }
  }

  private static Map<String, Object> merged(Map<?, ?> facts, Variable before) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (before instanceof Variable.Given(Object known) && known instanceof Map<?, ?> map) {
      map.forEach((name, value) -> all.put(String.valueOf(name), value));
    }
    facts.forEach((name, value) -> all.put(bare(String.valueOf(name)), value));
    return all;
  }

  private static String bare(String name) {
    boolean prefixed = name.startsWith(PREFIX) && !name.equals("ansible_local");
    return prefixed ? name.substring(PREFIX.length()) : name;
  }
}
