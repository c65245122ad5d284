package dev.javaform.cli;

import com.google.common.collect.ImmutableMap;
import dev.javaform.config.Configuration;
import dev.javaform.config.PasswordSettings;
import dev.javaform.config.SettingValue;
import dev.javaform.module.Secret;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import java.nio.file.Path;
import java.util.Map;
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
      description =
          "how long connecting may take, up to the end of the key exchange; 0: no limit"
              + " (default: 10)")
  private Optional<Integer> timeout = Optional.empty();

  @Option(
      names = "--login-timeout",
      paramLabel = "SECONDS",
      description =
          "how long logging in may take, and then the shell until it answers, its start-up files"
              + " included; 0: no limit (default: 120)")
  private Optional<Integer> loginTimeout = Optional.empty();

  @Option(
      names = "--ssh-common-args",
      paramLabel = "ARGS",
      preprocessor = AttachedValue.class,
      description = "options as OpenSSH's ssh has them: -o, -J, -F, ...")
  private Optional<String> sshCommonArgs = Optional.empty();

  @Option(
      names = "--ssh-extra-args",
      paramLabel = "ARGS",
      preprocessor = AttachedValue.class,
      description = "the same, behind them")
  private Optional<String> sshExtraArgs = Optional.empty();

  @Option(
      names = "--accept-new",
      description = "accept host keys that are not in known_hosts, and add them to it")
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

  /** What was given, by the options' long names. */
  Map<String, Object> values() {
    ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
    carrier.ifPresent(name -> values.put("--connection", name));
    user.ifPresent(name -> values.put("--user", name));
    privateKey.ifPresent(file -> values.put("--private-key", file));
    sshCommonArgs.ifPresent(words -> values.put("--ssh-common-args", words));
    sshExtraArgs.ifPresent(words -> values.put("--ssh-extra-args", words));
    timeout.ifPresent(seconds -> values.put("--timeout", SettingValue.patience(seconds)));
    loginTimeout.ifPresent(
        seconds -> values.put("--login-timeout", SettingValue.patience(seconds)));
    password.file.ifPresent(file -> values.put("--connection-password-file", file.toString()));
    becomePassword.file.ifPresent(file -> values.put("--become-password-file", file.toString()));
    flag("--accept-new", acceptNew, values);
    flag("--become", become, values);
    flag("--ask-pass", password.asked, values);
    flag("--ask-become-pass", becomePassword.asked, values);
    becomeUser.ifPresent(name -> values.put("--become-user", name));
    becomeMethod.ifPresent(name -> values.put("--become-method", name));
    return values.buildOrThrow();
  }

  private static void flag(
      String name, boolean given, ImmutableMap.Builder<String, Object> values) {
    if (given) {
      values.put(name, true);
    }
  }

  /**
   * The configuration with the passwords it speaks of, read from files or asked for on {@code
   * terminal}, in place of the options that ask for them.
   */
  static Configuration withPasswords(Configuration configuration, Terminal terminal)
      throws InterruptedException {
    PasswordSettings settings = configuration.read(PasswordSettings.class);
    Optional<Secret> login =
        settings.asksLogin() ? askedToLogIn(terminal) : read(settings.loginFile());
    Optional<Secret> becoming =
        settings.asksBecome() ? asked(terminal, login) : read(settings.becomeFile());
    return configuration.with("--ask-pass", login).with("--ask-become-pass", becoming);
  }

  private static Optional<Secret> read(Optional<String> file) throws InterruptedException {
    return file.isPresent()
        ? Optional.of(PasswordFile.read(Path.of(file.get())))
        : Optional.empty();
  }

  private static Optional<Secret> askedToLogIn(Terminal terminal) throws InterruptedException {
    return typed(terminal.password("SSH password: "), "--ask-pass", "--connection-password-file");
  }

  /** What was typed. Whoever cannot type meant another option, and learns it before any host. */
  private static Optional<Secret> typed(Optional<Secret> typed, String option, String instead) {
    if (typed.isEmpty() && !Tty.isThere()) {
      String detail =
          "%s asks for a password, but there is no terminal, and standard input holds none. Let it be read from a file: %s."
              .formatted(option, instead);
      throw new DiagnosticException(Diagnostic.error("No password", detail));
    }
    return typed;
  }

  /** The password for becoming another user; where none is typed, that of the login. */
  private static Optional<Secret> asked(Terminal terminal, Optional<Secret> login)
      throws InterruptedException {
    String prompt =
        login.isPresent() ? "BECOME password[defaults to SSH password]: " : "BECOME password: ";
    Optional<Secret> given = terminal.password(prompt).or(() -> login);
    return typed(given, "--ask-become-pass", "--become-password-file");
  }
}
