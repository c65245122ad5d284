package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/** Kernel, machine and names of the host, from uname(1), hostname(1) and getconf(1). */
final class PlatformFacts implements FactReader {

  @Override
  public String name() {
    return "platform";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return """
        for o in s n r v m; do run "$o" uname "-$o"; done
        run fqdn hostname -f
        run bits getconf LONG_BIT
        value etc/machine-id var/lib/dbus/machine-id
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var facts = ImmutableMap.<String, Object>builder();
    text.first("s").ifPresent(system -> facts.put("ansible_system", system));
    text.first("r").ifPresent(kernel -> facts.put("ansible_kernel", kernel));
    text.first("v").ifPresent(version -> facts.put("ansible_kernel_version", version));
    text.first("n").ifPresent(node -> names(facts, node, text.first("fqdn").orElse(node)));
    text.first("m").ifPresent(machine -> machine(facts, machine, text));
    text.value("etc/machine-id")
        .or(() -> text.value("var/lib/dbus/machine-id"))
        .ifPresent(id -> facts.put("ansible_machine_id", id));
    return facts.buildOrThrow();
  }

  private static void names(ImmutableMap.Builder<String, Object> facts, String node, String fqdn) {
    int dot = fqdn.indexOf('.');
    facts.put("ansible_nodename", node);
    facts.put("ansible_hostname", node.split("\\.", 2)[0]);
    facts.put("ansible_fqdn", fqdn);
    facts.put("ansible_domain", dot < 0 ? "" : fqdn.substring(dot + 1));
  }

  private static void machine(
      ImmutableMap.Builder<String, Object> facts, String machine, FactText text) {
    facts.put("ansible_machine", machine);
    facts.put("ansible_architecture", machine.matches("i\\d86") ? "i386" : machine);
    text.first("bits")
        .ifPresent(
            bits -> {
              boolean narrow = machine.equals("x86_64") && bits.equals("32");
              facts.put("ansible_userspace_bits", bits);
              facts.put("ansible_userspace_architecture", narrow ? "i386" : machine);
            });
  }
}
