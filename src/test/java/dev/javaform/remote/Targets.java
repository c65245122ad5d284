package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import java.time.Duration;
import java.util.Optional;

/** Targets for tests, made by changing one thing at a time. */
public record Targets(Target.Ssh target) {

  /** This machine, through {@code shell}. */
  public static Target.Local local(String shell) {
    return new Target.Local(common("here", "localhost", Optional.empty()), shell);
  }

  /** A host reached by SSH that no configuration file of this machine has a say in. */
  public static Targets ssh(String address, int port, String user) {
    return ssh(common("lab01", address, Optional.of(user)), Optional.of(port))
        .options("-F", "none");
  }

  /** A host reached by SSH as configuration files say. */
  public static Targets ssh(Target.Common common, Optional<Integer> port) {
    return new Targets(
        new Target.Ssh(
            common,
            port,
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(),
            true,
            false,
            "/bin/sh",
            "sh"));
  }

  /** What all kinds of targets have. */
  public static Target.Common common(String name, String address, Optional<String> user) {
    return new Target.Common(
        name,
        address,
        user,
        Optional.empty(),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }

  public Targets options(String... words) {
    ImmutableList<String> options =
        ImmutableList.<String>builder().addAll(target.options()).add(words).build();
    return with(target.common(), target.identity(), target.passphrase(), options, hostKeys());
  }

  public Targets identity(Object file) {
    Optional<String> identity = Optional.of(file.toString());
    return with(target.common(), identity, target.passphrase(), target.options(), hostKeys());
  }

  public Targets hostKeys(Target.HostKeys hostKeys) {
    return with(
        target.common(), target.identity(), target.passphrase(), target.options(), hostKeys);
  }

  public Targets secrets(Optional<Secret> password, Optional<Secret> passphrase) {
    Target.Common c = target.common();
    Target.Common common =
        new Target.Common(
            c.name(),
            c.address(),
            c.user(),
            password,
            c.connectPatience(),
            c.loginPatience(),
            c.commandPatience());
    return with(common, target.identity(), passphrase, target.options(), hostKeys());
  }

  public Targets patience(Duration connect, Duration login) {
    Target.Common c = target.common();
    Target.Common common =
        new Target.Common(
            c.name(), c.address(), c.user(), c.password(), connect, login, c.commandPatience());
    return with(common, target.identity(), target.passphrase(), target.options(), hostKeys());
  }

  private Target.HostKeys hostKeys() {
    return target.hostKeys();
  }

  private Targets with(
      Target.Common common,
      Optional<String> identity,
      Optional<Secret> passphrase,
      ImmutableList<String> options,
      Target.HostKeys hostKeys) {
    return new Targets(
        new Target.Ssh(
            common,
            target.port(),
            identity,
            passphrase,
            options,
            ImmutableList.of(),
            ImmutableList.of(),
            hostKeys != Target.HostKeys.IGNORE,
            hostKeys == Target.HostKeys.ACCEPT_NEW,
            target.shell(),
            target.shellType()));
  }
}
