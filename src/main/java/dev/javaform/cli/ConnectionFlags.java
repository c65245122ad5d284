package dev.javaform.cli;

import dev.javaform.engine.RunOptions.ConnectionOptions;
import dev.javaform.module.Secret;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to reach hosts, and who to be there; variables of the inventory are stronger. */
final class ConnectionFlags {

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "log in as this user")
  private Optional<String> user = Optional.empty();

  @Option(
      names = {"-k", "--ask-pass"},
      description = "ask for the login password")
  private boolean askPassword;

  @Option(
      names = {"--private-key", "--key-file"},
      paramLabel = "FILE",
      description = "log in with this key")
  private Optional<String> privateKey = Optional.empty();

  @Option(
      names = {"-c", "--connection"},
      paramLabel = "KIND",
      description = "ssh or local")
  private Optional<String> carrier = Optional.empty();

  @Option(
      names = {"-T", "--timeout"},
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "how long connecting may take (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = "--ssh-common-args",
      paramLabel = "ARGS",
      description = "options as OpenSSH's ssh has them: -o, -J, -F, ...")
  private Optional<String> sshCommonArgs = Optional.empty();

  @Option(
      names = "--accept-new",
      description = "accept host keys that known_hosts does not have, and write them there")
  private boolean acceptNew;

  @Option(
      names = {"-b", "--become"},
      description = "become another user on the hosts")
  private boolean become;

  @Option(
      names = "--become-user",
      paramLabel = "USER",
      description = "become this user (default: root)")
  private Optional<String> becomeUser = Optional.empty();

  @Option(
      names = "--become-method",
      paramLabel = "METHOD",
      description = "sudo or su (default: sudo)")
  private Optional<String> becomeMethod = Optional.empty();

  @Option(
      names = {"-K", "--ask-become-pass"},
      description = "ask for the password that sudo or su wants")
  private boolean askBecomePassword;

  /** The options, passwords asked for on {@code terminal}. */
  ConnectionOptions options(Terminal terminal) throws InterruptedException {
    Optional<Secret> password =
        askPassword ? Optional.of(terminal.password("SSH password: ")) : Optional.empty();
    return new ConnectionOptions(
        carrier,
        user,
        privateKey,
        password,
        sshCommonArgs,
        acceptNew,
        timeout,
        become,
        becomeUser,
        becomeMethod,
        becomePassword(terminal, password));
  }

  private Optional<Secret> becomePassword(Terminal terminal, Optional<Secret> password)
      throws InterruptedException {
    if (!askBecomePassword) {
      return Optional.empty();
    }
    Secret typed =
        terminal.password(
            password.isPresent()
                ? "BECOME password[defaults to SSH password]: "
                : "BECOME password: ");
    return typed.reveal().isEmpty() ? password : Optional.of(typed);
  }
}
