package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.Map;

/** The name servers of a Windows guest. */
@Name("ansible.windows.win_dns_client")
@Manual(
    summary = "Sets the name servers of network adapters, or leaves them to DHCP.",
    example =
        """
        - name: Ask the host for names
          win_dns_client:
            adapter_names: '*'
            dns_servers: [192.168.122.1]
        """)
public record WinDnsClient(
    @Argument("The adapters, as Get-NetAdapter calls them; * for all that are connected.")
        ImmutableList<String> adapterNames,
    @Argument(
            value = "Addresses of name servers, the first is asked first; none: those of DHCP.",
            aliases = {"ipv4_addresses", "ip_addresses", "addresses"})
        ImmutableList<String> dnsServers)
    implements Module<NameServers> {

  public WinDnsClient {
    for (String server : dnsServers) {
      if (!InetAddresses.isInetAddress(server)) {
        throw new IllegalArgumentException(
            "\"%s\" is no address; \"dns_servers\" are written like 192.168.122.1."
                .formatted(server));
      }
    }
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("dns_client", Map.of("adapters", adapterNames));
  }

  @Override
  public Probe<NameServers> observe() {
    return Probe.of(question(), NameServers.class, output -> NameServers.of(Answer.of(output)));
  }

  @Override
  public Plan<NameServers> decide(NameServers seen) {
    if (!seen.missing().isEmpty()) {
      throw new ModuleFailure(
          "there is no network adapter %s in this guest; Get-NetAdapter lists them"
              .formatted(String.join(", ", seen.missing())));
    }
    ImmutableList<String> servers = NameServers.ordered(dnsServers);
    NameServers wanted = seen.with(servers);
    return seen.equals(wanted)
        ? Plan.keep(seen)
        : Plan.move(
            seen,
            wanted,
            new Step.Run("set the name servers", question().set(Map.of("servers", servers))));
  }
}
