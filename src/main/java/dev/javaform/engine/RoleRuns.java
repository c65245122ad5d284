package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.event.Outcome;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Role;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which roles have run on which hosts of a play. A role that has run, and did something there, does
 * not run on the same host again, whoever asks for it, unless it allows duplicates.
 *
 * <p>Source: Ansible's documentation, "Running a role multiple times in one play".
 */
final class RoleRuns {

  private record RoleOnHost(Role.Identity role, HostState host) {}

  private final Set<RoleOnHost> begun = new HashSet<>();
  private final Set<RoleOnHost> over = new HashSet<>();

  /** The hosts that still have to run a role. */
  Set<HostState> due(Role role, Set<HostState> hosts) {
    return role.allowsDuplicates()
        ? hosts
        : ImmutableSet.copyOf(
            Sets.filter(hosts, host -> !over.contains(new RoleOnHost(role.identity(), host))));
  }

  /** Notes how a task of a role, if it is of one, ended on a host. */
  void ended(Keywords task, HostState host, Outcome outcome) {
    boolean did = !(outcome instanceof Outcome.Skipped || outcome instanceof Outcome.Unreachable);
    task.role()
        .filter(_ -> did)
        .ifPresent(role -> begun.add(new RoleOnHost(role.identity(), host)));
  }

  /** Notes that hosts came to the end of a role. */
  void over(Role role, Collection<HostState> hosts) {
    hosts.stream()
        .map(host -> new RoleOnHost(role.identity(), host))
        .filter(begun::contains)
        .forEach(over::add);
  }
}
