package dev.javaform.cli;

import dev.javaform.engine.RunOptions.ConnectionOptions;
import dev.javaform.module.Secret;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How to reach hosts, and who to be there; variables of the inventory are stronger. */
final class ConnectionFlags {

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "log in as this user")
  private Optional<String> user = Optional.empty();

  @ArgGroup private LoginPassword password = new LoginPassword();

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

  @ArgGroup private BecomePassword becomePassword = new BecomePassword();

  /** Where the login password comes from, if there is one. */
  static final class LoginPassword {
    @Option(
        names = {"-k", "--ask-pass"},
        description = "ask for the login password")
    private boolean asked;

    @Option(
        names = {"--connection-password-file", "--conn-pass-file"},
        paramLabel = "FILE",
        description = "read it from this file; an executable one is run and prints it")
    private Optional<Path> file = Optional.empty();
  }

  /** Where the password for becoming another user comes from, if there is one. */
  static final class BecomePassword {
    @Option(
        names = {"-K", "--ask-become-pass"},
        description = "ask for the password that sudo or su wants")
    private boolean asked;

    @Option(
        names = {"--become-password-file", "--become-pass-file"},
        paramLabel = "FILE",
        description = "read it from this file; an executable one is run and prints it")
    private Optional<Path> file = Optional.empty();
  }

  /** The options, passwords read, or asked for on {@code terminal}. */
  ConnectionOptions options(Terminal terminal) throws InterruptedException {
    Optional<Secret> login =
        password.asked ? terminal.password("SSH password: ") : read(password.file);
    return new ConnectionOptions(
        carrier,
        user,
        privateKey,
        login,
        sshCommonArgs,
        acceptNew,
        timeout,
        become,
        becomeUser,
        becomeMethod,
        becomePassword.asked ? asked(terminal, login) : read(becomePassword.file));
  }

  private static Optional<Secret> read(Optional<Path> file) throws InterruptedException {
    return file.isPresent() ? Optional.of(PasswordFile.read(file.get())) : Optional.empty();
  }

  /** The password for becoming another user; where none is typed, that of the login. */
  private static Optional<Secret> asked(Terminal terminal, Optional<Secret> login)
      throws InterruptedException {
    String prompt =
        login.isPresent() ? "BECOME password[defaults to SSH password]: " : "BECOME password: ";
    return terminal.password(prompt).or(() -> login);
  }
}
