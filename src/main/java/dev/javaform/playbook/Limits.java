package dev.javaform.playbook;

import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Yaml;

/**
 * Keywords of Ansible that are known but not supported yet: each is refused with a way around it,
 * unless it is given the value it has by default.
 */
final class Limits {

  /** What a keyword may be set to without meaning anything, and what to do instead. */
  private record Limit(String harmless, String instead) {}

  private static final ImmutableMap<String, Limit> LIMITS =
      ImmutableMap.<String, Limit>builder()
          .put("async", new Limit("0", "A task runs until it ends; give it a timeout instead."))
          .put(
              "throttle", new Limit("0", "Limit the hosts at work with serial or --forks instead."))
          .put("debugger", new Limit("never", "Run with -vvv to see more instead."))
          .put("module_defaults", new Limit("{}", "Repeat the arguments in the tasks instead."))
          .put("become_exe", new Limit("sudo", "Set the variable ansible_become_exe instead."))
          .put("strategy", new Limit("linear", "All hosts finish a task before the next begins."))
          .put("order", new Limit("inventory", "Hosts come in the inventory's order."))
          .put("vars_prompt", new Limit("[]", "Give the variables with -e instead."))
          .put("fact_path", new Limit("/etc/ansible/facts.d", "Leave it out."))
          .buildOrThrow();

  private Limits() {}

  /** Tells every keyword in {@code fields} that would change the meaning but is not supported. */
  static void check(Fields fields) {
    for (Yaml.Entry entry : fields.mapping().entries()) {
      Limit limit = LIMITS.get(entry.name());
      if (limit != null && !harmless(entry.value(), limit)) {
        fields
            .diagnostics()
            .error(
                "Not supported yet",
                "The keyword %s is not supported yet. %s".formatted(entry.name(), limit.instead()),
                entry.key().mark());
      }
    }
  }

  private static boolean harmless(Yaml value, Limit limit) {
    return switch (value) {
      case Yaml.Scalar scalar ->
          scalar.value() == null
              || String.valueOf(scalar.value()).equals(limit.harmless())
              || scalar.text().equals("ansible.builtin." + limit.harmless());
      case Yaml.Sequence list -> list.items().isEmpty();
      case Yaml.Mapping mapping -> mapping.entries().isEmpty();
    };
  }
}
