package dev.javaform.endtoend;

import com.google.common.collect.ImmutableMap;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.LoopbackSshd;
import java.util.Map;
import java.util.stream.Collectors;

/** A host as an INI inventory writes it: a name and its variables. */
record HostLine(String name, ImmutableMap<String, String> variables) {

  /** A name for the server, with all it takes to get in. */
  static HostLine of(String name, LoopbackSshd sshd) {
    return new HostLine(
        name,
        ImmutableMap.of(
            "ansible_host", sshd.host(),
            "ansible_port", "" + sshd.port(),
            "ansible_user", sshd.user(),
            "ansible_private_key_file", sshd.identity().toString(),
            "ansible_ssh_common_args", "-o UserKnownHostsFile=" + sshd.knownHosts()));
  }

  /** A name for a host of the lab, with all it takes to get in as this user. */
  static HostLine of(String name, LabHost host, String user) {
    return new HostLine(
        name,
        ImmutableMap.of(
            "ansible_host",
            host.address(),
            "ansible_user",
            user,
            "ansible_private_key_file",
            host.identity().toString(),
            "ansible_ssh_common_args",
            "-o UserKnownHostsFile=" + host.knownHosts()));
  }

  /** A shell of this machine. */
  static HostLine local(String name) {
    return new HostLine(name, ImmutableMap.of("ansible_connection", "local"));
  }

  /** The same host with another variable, or another value of one that it has. */
  HostLine with(String variable, Object value) {
    return new HostLine(
        name,
        ImmutableMap.<String, String>builder()
            .putAll(variables)
            .put(variable, value.toString())
            .buildKeepingLast());
  }

  @Override
  public String toString() {
    return variables.entrySet().stream()
        .map(HostLine::word)
        .collect(Collectors.joining(" ", name + " ", "\n"));
  }

  private static String word(Map.Entry<String, String> variable) {
    return variable.getKey() + "='" + variable.getValue() + "'";
  }
}
