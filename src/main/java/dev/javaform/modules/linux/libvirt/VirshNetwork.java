package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Content;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of libvirt is defined as an XML says, runs, and starts with the host, each as far as it
 * is asked for. What the XML does not speak of stays: its uuid, its bridge, its MAC address. A
 * network that runs is not interrupted: a changed definition counts from its next start, which
 * {@code restart_required} tells. Starting one makes libvirt add rules to the firewall.
 *
 * @see <a href="https://libvirt.org/formatnetwork.html">Network XML format</a>
 * @see <a href="https://libvirt.org/firewall.html">Firewall and network filtering in libvirt</a>
 */
@Name("javaform.host.virsh_network")
@Manual(
    summary = "Defines and starts a network of libvirt, and keeps its uuid and bridge.",
    example =
        """
        - name: Start the guests' network, now and at boot
          virsh_network:
            name: default
            active: true
            autostart: true
        """,
    returns = {
      "name: The network's name.",
      "restart_required: Whether its definition counts only from its next start on."
    },
    restsOn = {
      "A network that exists can only be defined again with its uuid (virsh(1), net-define).",
      "Whether a network runs and whether it starts at boot are two things (virsh(1), "
          + "net-autostart).",
      "Only networks that are routed, translated or isolated get rules for the firewall; libvirt"
          + " leaves open ones and the host's own bridges and devices alone (libvirt,"
          + " formatnetwork, forward)."
    })
public record VirshNetwork(
    @Argument("Its name, where there is no xml.") Optional<String> name,
    @Argument("Its definition; without, it has to be there.") Optional<String> xml,
    @Argument("Whether it runs; by default as it is.") Optional<Boolean> active,
    @Argument("Whether it starts with the host; by default as it is.") Optional<Boolean> autostart,
    @Argument(value = "Which libvirt.", preset = "qemu:///system") String uri)
    implements Module<Network> {

  private static final String STATE = "/var/lib/javaform/networks";

  /** Ways to the outside that others see to: libvirt makes no rules for them. */
  private static final ImmutableSet<String> UNTOUCHED =
      ImmutableSet.of("open", "bridge", "private", "vepa", "passthrough", "hostdev");

  private static final String SCRIPT =
      """
      uri={} name={} state={}
      title tool; command -v virsh >/dev/null 2>&1 || exit 0
      echo '|yes'
      title error
      virsh -q -c "$uri" net-list --name 2>&1 >/dev/null | head -n 3 | bars
      section xml virsh -q -c "$uri" net-dumpxml --inactive "$name"
      title info
      virsh -q -c "$uri" net-info "$name" 2>/dev/null | sed -n 's/^Active: */|/p'
      title autostart
      virsh -q -c "$uri" net-info "$name" 2>/dev/null | grep -q '^Autostart: *yes' && echo '|yes'
      section applied cat "$state/$name.xml"
      title dnsmasq
      { command -v dnsmasq || [ -x /usr/sbin/dnsmasq ]; } >/dev/null 2>&1 && echo '|yes'
      title firewalld
      [ -d /run/firewalld ] && pidof -x firewalld >/dev/null 2>&1 && echo '|yes'
      exit 0
      """;

  public VirshNetwork {
    Optional<String> written = xml.map(text -> new NetworkWish(text).name());
    if (name.isEmpty() && written.isEmpty()) {
      throw new IllegalArgumentException("virsh_network needs a name or xml.");
    }
    if (name.isPresent() && written.isPresent() && !name.equals(written)) {
      throw new IllegalArgumentException(
          "name is \"%s\", and the XML says \"%s\".".formatted(name.get(), written.get()));
    }
    if (!name.or(() -> written).orElseThrow().matches("[A-Za-z0-9_][A-Za-z0-9_.+:@ -]*")) {
      throw new IllegalArgumentException("That cannot be the name of a network.");
    }
  }

  private String network() {
    return name.or(() -> xml.map(text -> new NetworkWish(text).name())).orElseThrow();
  }

  @Override
  public Probe<Network> observe() {
    return Probe.of(
        Sections.script(SCRIPT, uri, network(), STATE), Network.class, NetworkWish::read);
  }

  @Override
  public Plan<Network> decide(Network seen) {
    requireLibvirt(seen);
    Optional<NetworkWish> wish = xml.map(NetworkWish::new);
    if (!seen.exists() && wish.isEmpty()) {
      throw new ModuleFailure(
          "libvirt has no network \"%s\". Define it with xml, or name another one."
              .formatted(network()));
    }
    boolean differs =
        wish.filter(it -> !it.lacking(seen).isEmpty() || !it.leftOver(seen).isEmpty()).isPresent();
    Network then =
        new Network(
            differs ? wish.orElseThrow().after(seen) : seen.nodes(),
            active.orElse(seen.active()),
            autostart.orElse(seen.autostart()),
            seen.seen());
    boolean starts = then.active() && !seen.active();
    List<Step> steps = new ArrayList<>();
    if (differs) {
      steps.add(define(seen, wish.orElseThrow()));
    }
    if (then.autostart() != seen.autostart()) {
      steps.add(run(then.autostart() ? "net-autostart" : "net-autostart --disable"));
    }
    if (then.active() != seen.active()) {
      steps.add(run(starts ? "net-start" : "net-destroy"));
    }
    if (starts) {
      requireAddresses(seen, then);
    }
    boolean restart = differs && seen.active() && then.active();
    return (steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps))
        .warning(warnings(seen, then, starts, restart))
        .returning(Returns.of(ImmutableMap.of("name", network(), "restart_required", restart)));
  }

  private void requireLibvirt(Network seen) {
    if (!seen.seen().tool()) {
      throw new ModuleFailure(
          "virsh is not installed on this host. Install libvirt's clients first.");
    }
    if (!seen.seen().error().isEmpty()) {
      throw new ModuleFailure(
          "libvirt does not answer at %s: %s. Start its socket (libvirtd.socket or virtnetworkd.socket), and set \"become: true\"."
              .formatted(uri, seen.seen().error()));
    }
  }

  private void requireAddresses(Network seen, Network then) {
    boolean addresses = then.nodes().keySet().stream().anyMatch(path -> path.startsWith("ip"));
    if (addresses && !seen.seen().dnsmasq() && uri.startsWith("qemu:")) {
      throw new ModuleFailure(
          "The network \"%s\" gives guests their addresses by dnsmasq, which is not installed. Install dnsmasq-base (dnsmasq on Fedora and Arch)."
              .formatted(network()));
    }
  }

  private Step define(Network seen, NetworkWish wish) {
    return new Step.Run(
        "define the network " + network(),
        Script.sh(
                """
                uri={} name={} state={}
                umask 077
                file=$(mktemp) || exit 1
                trap 'rm -f "$file"' EXIT
                cat > "$file"
                virsh -q -c "$uri" net-define "$file" >/dev/null || exit 1
                mkdir -p "$state" && printf '%s\\n' {} > "$state/$name.xml"
                """,
                uri, network(), STATE, wish.text())
            .reading(Content.of(wish.xml(seen))));
  }

  private Step run(String command) {
    return new Step.Run(
        command + " " + network(), Script.sh("virsh -q -c {} " + command + " {}", uri, network()));
  }

  private List<String> warnings(Network seen, Network then, boolean starts, boolean restart) {
    List<String> warnings = new ArrayList<>();
    boolean rules = !UNTOUCHED.contains(then.nodes().getOrDefault("forward/@mode", ""));
    if (starts && rules) {
      warnings.add(
          "Starting the network \"%s\" makes libvirt add rules to the firewall%s."
              .formatted(
                  network(), seen.seen().firewalld() ? ", in firewalld's zone libvirt" : ""));
    }
    if (restart) {
      warnings.add(
          "The network \"%s\" runs and is not interrupted: its new definition counts from its next start."
              .formatted(network()));
    }
    return warnings;
  }
}
