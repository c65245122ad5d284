package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.config.Setting;
import dev.javaform.module.Script;
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

  /** Whether its sessions understand that script. */
  default boolean speaks(Script script) {
    return switch (script) {
      case Script.Sh _ -> !isWindows();
      case Script.PowerShell _ -> isWindows();
      case Script.Either _ -> true;
    };
  }

  /** Whether its sessions are PowerShell's. */
  default boolean isWindows() {
    return false;
  }

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
          String shell,
      @Setting(
              value = "sh, or powershell or cmd for Windows",
              variables = "ansible_shell_type",
              preset = "sh")
          String shellType)
      implements Posix {

    private static final ImmutableSet<String> OF_WINDOWS = ImmutableSet.of("powershell", "cmd");

    @Override
    public boolean isWindows() {
      return OF_WINDOWS.contains(shellType);
    }

    /** What PowerShell is called on a Windows host. */
    public String powerShell() {
      return shell.equals("/bin/sh") ? "powershell" : shell;
    }

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

  /**
   * The machine that a guest runs on, as the inventory has it.
   *
   * @param target how that one is reached
   * @param become who asks its libvirt
   * @param domain what its libvirt calls the guest
   */
  record Host(Target target, Become become, String domain) {}

  /** Which machine a guest runs on. */
  record Hosted(
      String name,
      @Setting(
              value =
                  "the host of the inventory that the guest runs on: the way there leads through it,"
                      + " and its libvirt knows the guest's address",
              variables = "ansible_guest_host")
          Optional<String> on,
      @Setting(
              value = "what the libvirt of its host calls the guest",
              variables = "ansible_guest_domain",
              preset = "{name}")
          String domain) {}

  /**
   * A Windows host that is reached by WinRM.
   *
   * @param on the machine that it runs on, if it is a guest whose way leads through that
   * @param transports how the account is proved, as Ansible's two plugins name it
   */
  record Winrm(
      Common common,
      Optional<Host> on,
      @Setting(
              value = "what to connect to, instead of ansible_host",
              variables = {"ansible_psrp_host", "ansible_winrm_host"})
          Optional<String> address,
      @Setting(
              value = "the account",
              variables = {"ansible_psrp_user", "ansible_winrm_user"})
          Optional<String> account,
      @Setting(
              value = "the account's password",
              variables = {
                "ansible_psrp_password",
                "ansible_psrp_pass",
                "ansible_winrm_password",
                "ansible_winrm_pass"
              })
          Optional<Secret> accountPassword,
      @Setting(
              value = "the port",
              variables = {"ansible_port", "ansible_psrp_port", "ansible_winrm_port"},
              keyword = "port",
              least = 1,
              most = 65535)
          Optional<Integer> port,
      @Setting(
              value = "http or https; otherwise http for the ports 5985 and 80",
              variables = {"ansible_psrp_protocol", "ansible_winrm_scheme"})
          Optional<Scheme> scheme,
      @Setting(
              value = "the path of the service",
              variables = {"ansible_psrp_path", "ansible_winrm_path"},
              preset = "/wsman")
          String path,
      @Setting(
              value = "how the account is proved: ntlm, or basic over https",
              variables = {"ansible_psrp_auth", "ansible_winrm_transport"},
              separator = ",")
          ImmutableList<String> transports,
      @Setting(
              value = "validate or ignore: whether the certificate has to be believed",
              variables = {"ansible_psrp_cert_validation", "ansible_winrm_server_cert_validation"},
              preset = "validate")
          Validation validation,
      @Setting(
              value = "a file of the certificates in PEM that are believed",
              variables = {
                "ansible_psrp_ca_cert",
                "ansible_psrp_cert_trust_path",
                "ansible_winrm_ca_trust_path"
              },
              path = true)
          Optional<String> authorities,
      @Setting(
              value = "the SHA-256 of the only certificate that is believed, in hexadecimal digits",
              variables = {"ansible_psrp_certificate_pin", "ansible_winrm_certificate_pin"})
          Optional<String> pin,
      @Setting(
              value = "auto, always or never: whether messages are sealed inside of TLS, too",
              variables = {"ansible_psrp_message_encryption", "ansible_winrm_message_encryption"},
              preset = "auto")
          Sealing sealing,
      @Setting(
              value = "how long connecting may take, instead of ansible_timeout",
              variables = {"ansible_psrp_connection_timeout", "ansible_winrm_connection_timeout"})
          Optional<Duration> connecting,
      @Setting(
              value = "how long the host may hold a request before it says that there is nothing",
              variables = {"ansible_psrp_operation_timeout", "ansible_winrm_operation_timeout_sec"},
              preset = "20")
          Duration holding,
      @Setting(
              value = "the session configuration of PowerShell",
              variables = "ansible_psrp_configuration_name",
              preset = "Microsoft.PowerShell")
          String configuration)
      implements Target {

    @Override
    public boolean isWindows() {
      return true;
    }

    @Override
    public ImmutableList<Secret> secrets() {
      return Stream.of(common.password(), accountPassword)
          .flatMap(Optional::stream)
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * A guest that is reached by its agent.
   *
   * @param on the machine that it runs on
   */
  record Agent(Common common, Optional<Host> on) implements Target {

    @Override
    public boolean isWindows() {
      return true;
    }
  }

  /** With TLS or without. */
  enum Scheme {
    /** Without TLS. */
    HTTP,
    /** With TLS. */
    HTTPS
  }

  /** Whether a certificate counts. */
  enum Validation {
    /** It has to be believed. */
    VALIDATE,
    /** Whatever it is: the host has to prove by the account's password that it is the right one. */
    IGNORE
  }

  /** Whether messages are sealed. */
  enum Sealing {
    /** Where nothing else keeps them secret. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Only where that is needed. */
    NEVER
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
