package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.config.Setting;
import dev.javaform.module.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a host is and how to get there: what its {@code ansible_*} variables say, by the kind of
 * its connection. Each kind is a record, whose components are the settings it has.
 */
public sealed interface Target {

  /** What every kind has. */
  Common common();

  /** What may not be shown of the settings. */
  default ImmutableList<Secret> secrets() {
    return common().password().map(ImmutableList::of).orElse(ImmutableList.of());
  }

  /**
   * The settings that every kind of connection has.
   *
   * @param name the inventory's name for the host, used in messages
   * @param connectPatience for each host on the way
   */
  record Common(
      String name,
      @Setting(
              value = "what to connect to",
              variables = {"ansible_ssh_host", "ansible_host"},
              preset = "{name}")
          String address,
      @Setting(
              value =
                  "the user to log in as; otherwise what ssh_config says, or whoever runs"
                      + " javaform",
              variables = {"ansible_user", "ansible_ssh_user"},
              keyword = "remote_user",
              option = "--user",
              environment = "ANSIBLE_REMOTE_USER",
              file = "defaults.remote_user")
          Optional<String> user,
      @Setting(
              value = "the password to log in with",
              variables = {"ansible_password", "ansible_ssh_pass", "ansible_ssh_password"},
              option = "--ask-pass")
          Optional<Secret> password,
      @Setting(
              value = "how long connecting may take, up to the end of the key exchange",
              variables = {"ansible_timeout", "ansible_ssh_timeout"},
              option = "--timeout",
              environment = {"ANSIBLE_SSH_TIMEOUT", "ANSIBLE_TIMEOUT"},
              file = {"ssh_connection.timeout", "defaults.timeout"},
              preset = "10")
          Duration connectPatience,
      @Setting(
              value =
                  "how long logging in may take, and then each shell until it answers, including"
                      + " its start-up files and what sudo or su do",
              variables = "ansible_login_timeout",
              option = "--login-timeout",
              preset = "120")
          Duration loginPatience,
      @Setting(
              value = "how long a script may run if it sets no limit of its own",
              keyword = "timeout",
              environment = "ANSIBLE_TASK_TIMEOUT",
              file = "defaults.task_timeout",
              preset = "7200")
          Duration commandPatience) {}

  /** The name of the kind of connection that is wanted. */
  record Wanted(
      String usual,
      @Setting(
              value = "the kind of connection",
              variables = "ansible_connection",
              keyword = "connection",
              option = "--connection",
              environment = "ANSIBLE_TRANSPORT",
              file = "defaults.transport",
              preset = "{usual}")
          String connection) {}

  /** A kind whose sessions are POSIX shells. */
  sealed interface Posix extends Target {

    /** The shell to start. */
    String shell();
  }

  /**
   * A host that is reached by SSH.
   *
   * @param identity a private key file; empty: what ssh_config says, the agent's, the default ones
   * @param args with {@code commonArgs} and {@code extraArgs} what ssh(1) would be told
   */
  record Ssh(
      Common common,
      @Setting(
              value = "the port; otherwise what ssh_config says, or 22",
              variables = {"ansible_port", "ansible_ssh_port"},
              keyword = "port",
              environment = "ANSIBLE_REMOTE_PORT",
              file = "defaults.remote_port",
              least = 1,
              most = 65535)
          Optional<Integer> port,
      @Setting(
              value = "the file of the private key to log in with",
              variables = {"ansible_private_key_file", "ansible_ssh_private_key_file"},
              option = "--private-key",
              environment = "ANSIBLE_PRIVATE_KEY_FILE",
              file = "defaults.private_key_file",
              path = true)
          Optional<String> identity,
      @Setting(
              value = "what the private key is encrypted with",
              variables = "ansible_private_key_passphrase")
          Optional<Secret> passphrase,
      @Setting(
              value = "OpenSSH's options",
              variables = "ansible_ssh_args",
              environment = "ANSIBLE_SSH_ARGS",
              file = "ssh_connection.ssh_args")
          ImmutableList<String> args,
      @Setting(
              value = "more of OpenSSH's options",
              variables = "ansible_ssh_common_args",
              option = "--ssh-common-args",
              environment = "ANSIBLE_SSH_COMMON_ARGS",
              file = "ssh_connection.ssh_common_args")
          ImmutableList<String> commonArgs,
      @Setting(
              value = "more of OpenSSH's options",
              variables = "ansible_ssh_extra_args",
              option = "--ssh-extra-args",
              environment = "ANSIBLE_SSH_EXTRA_ARGS",
              file = "ssh_connection.ssh_extra_args")
          ImmutableList<String> extraArgs,
      @Setting(
              value = "whether the host's key has to be known",
              variables = {"ansible_ssh_host_key_checking", "ansible_host_key_checking"},
              environment = {"ANSIBLE_SSH_HOST_KEY_CHECKING", "ANSIBLE_HOST_KEY_CHECKING"},
              file = {"ssh_connection.host_key_checking", "defaults.host_key_checking"},
              preset = "true")
          boolean checksHostKey,
      @Setting(
              value = "whether a key that is not known is accepted and remembered",
              option = "--accept-new",
              preset = "false")
          boolean acceptsNew,
      @Setting(
              value = "the shell to start",
              variables = "ansible_shell_executable",
              environment = "ANSIBLE_EXECUTABLE",
              file = "defaults.executable",
              preset = "/bin/sh")
          String shell)
      implements Posix {

    /** What ssh(1) would be told on its command line, each as {@code -o} words or the like. */
    public ImmutableList<String> options() {
      return Stream.of(args, commonArgs, extraArgs)
          .flatMap(ImmutableList::stream)
          .collect(ImmutableList.toImmutableList());
    }

    /** How unknown host keys are met. */
    public HostKeys hostKeys() {
      if (!checksHostKey) {
        return HostKeys.IGNORE;
      }
      return acceptsNew ? HostKeys.ACCEPT_NEW : HostKeys.STRICT;
    }

    @Override
    public ImmutableList<Secret> secrets() {
      return Stream.of(common.password(), passphrase)
          .flatMap(Optional::stream)
          .collect(ImmutableList.toImmutableList());
    }
  }

  /** This machine. */
  record Local(
      Common common,
      @Setting(
              value = "the shell to start",
              variables = "ansible_shell_executable",
              environment = "ANSIBLE_EXECUTABLE",
              file = "defaults.executable",
              preset = "/bin/sh")
          String shell)
      implements Posix {}

  /**
   * A host that is to be reached in a way that there is none of: connecting says so.
   *
   * @param connection what the kind is called
   */
  record Unsupported(Common common, String connection) implements Target {}

  /** How a host key is met that known_hosts does not hold. A changed key is always refused. */
  enum HostKeys {
    /** Refused. */
    STRICT,
    /** Accepted and written to known_hosts. */
    ACCEPT_NEW,
    /** Accepted, nothing written: {@code ansible_host_key_checking=false}. */
    IGNORE
  }
}
