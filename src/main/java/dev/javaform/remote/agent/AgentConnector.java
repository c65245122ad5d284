package dev.javaform.remote.agent;

import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.windows.GuestHosts;
import dev.javaform.remote.windows.WindowsConnection;

/** Connects to guests by their agents. */
public final class AgentConnector implements Connector<Target.Agent> {

  private final GuestHosts hosts;

  /**
   * @param hosts the machines that guests run on, which this closes
   */
  public AgentConnector(GuestHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Connection connect(Target.Agent target) throws UnreachableException, InterruptedException {
    Target.Host host =
        target
            .on()
            .orElseThrow(
                () ->
                    new UnreachableException(
                        "the guest agent is reached through the host that the guest runs on: set"
                            + " ansible_guest_host to its name in the inventory"));
    GuestAgent agent = new GuestAgent(hosts, host);
    agent.greet();
    return new WindowsConnection(new AgentHelper(agent), target.common().commandPatience());
  }

  @Override
  public void close() {
    hosts.close();
  }
}
