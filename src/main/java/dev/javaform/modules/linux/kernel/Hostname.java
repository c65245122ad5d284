package dev.javaform.modules.linux.kernel;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.Optional;

/** The host's name: configured in {@code /etc/hostname}, and of the running kernel. */
@Name("ansible.builtin.hostname")
@Manual(
    summary = "Sets the host's name, now and at boot.",
    example =
        """
        - name: Name the host as the inventory does
          hostname:
            name: "{{ inventory_hostname }}"
        """,
    returns = {"name: The name.", "ansible_facts: The facts about the name, as they are now."})
public record Hostname(
    @Argument("The name, with or without a domain.") String name,
    @Argument(value = "How the name is set.", ignored = "what the host has is used")
        Optional<String> use)
    implements Module<Hostname.HostName> {

  /**
   * Both names.
   *
   * @param configured what {@code /etc/hostname} says; empty where it says nothing
   * @param running what uname(1) says
   */
  public record HostName(String configured, String running) {}

  public Hostname {
    if (name.length() > 64
        || !name.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a host name: use at most 64 letters, digits, dots, and dashes that are not at an end."
              .formatted(name));
    }
  }

  @Override
  public Probe<HostName> observe() {
    return Probe.of(
        Script.sh("uname -n\ngrep -sv '^#' /etc/hostname | head -n 1\nexit 0"),
        HostName.class,
        Hostname::read);
  }

  private static HostName read(Output output) {
    var lines = output.lines();
    return new HostName(
        lines.size() > 1 ? lines.get(1).strip() : "", lines.isEmpty() ? "" : lines.getFirst());
  }

  @Override
  public Plan<HostName> decide(HostName seen) {
    var after = new HostName(name, name);
    Plan<HostName> plan =
        seen.equals(after)
            ? Plan.keep(seen)
            : Plan.move(seen, after, new Step.Run("name the host " + name, set()));
    return plan.returning(Returns.of(ImmutableMap.of("name", name, "ansible_facts", facts())));
  }

  /** Where systemd runs the host, its own tool also tells whoever listens. */
  private Script.Sh set() {
    return Script.sh(
        """
        if [ -d /run/systemd/system ] && hostnamectl --static --transient set-hostname {}; then
          exit 0
        fi
        printf '%s\\n' {} >/etc/hostname.new && mv /etc/hostname.new /etc/hostname && hostname {}
        """,
        name, name, name);
  }

  private ImmutableMap<String, Object> facts() {
    int dot = name.indexOf('.');
    return ImmutableMap.of(
        "ansible_hostname",
        dot < 0 ? name : name.substring(0, dot),
        "ansible_nodename",
        name,
        "ansible_fqdn",
        name,
        "ansible_domain",
        dot < 0 ? "" : name.substring(dot + 1));
  }
}
