package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a host is and how to get there: what its {@code ansible_*} variables say.
 *
 * @param name the inventory's name for it, used in messages
 * @param carrier {@code ssh} (also {@code paramiko} and {@code smart} of old inventories) or {@code
 *     local}
 * @param address what to connect to; the name where nothing else is said
 * @param port empty: what ssh_config says, else 22
 * @param user empty: what ssh_config says, else the controller's user
 * @param identities private key files that the inventory or the command line name; empty: what
 *     ssh_config says, the agent's, the default ones
 * @param options OpenSSH options from {@code ansible_ssh_common_args} and {@code
 *     ansible_ssh_extra_args}, each as {@code -o} words or the like, split as a shell would
 * @param hostKeys how unknown host keys are met
 * @param connectPatience how long connecting may take
 * @param commandPatience how long a script may run that sets no limit of its own
 * @param shell the shell to start, {@code /bin/sh} unless {@code ansible_shell_executable} says
 */
public record Target(
    String name,
    String carrier,
    String address,
    Optional<Integer> port,
    Optional<String> user,
    Optional<Secret> password,
    ImmutableList<String> identities,
    Optional<Secret> passphrase,
    ImmutableList<String> options,
    HostKeys hostKeys,
    Duration connectPatience,
    Duration commandPatience,
    String shell) {

  /** A patience that nobody lives to see the end of: what a limit of 0 seconds means. */
  public static final Duration ENDLESS = Duration.ofDays(1);

  /** How a host key is met that known_hosts does not hold. A changed key is always refused. */
  public enum HostKeys {
    /** Refused. */
    STRICT,
    /** Accepted and written to known_hosts. */
    ACCEPT_NEW,
    /** Accepted, nothing written: {@code ansible_host_key_checking=false}. */
    IGNORE
  }
}
