package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Targets for tests, made by changing one thing at a time. */
public record Targets(Target target) {

  /** This machine, through {@code shell}. */
  public static Targets local(String shell) {
    return new Targets(
        new Target(
            "here",
            "local",
            "localhost",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of(),
            Optional.empty(),
            ImmutableList.of(),
            Target.HostKeys.STRICT,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            shell));
  }

  /** A host reached by SSH that no configuration file of this machine has a say in. */
  public static Targets ssh(String address, int port, String user) {
    Target t = local("/bin/sh").target;
    return new Targets(
            new Target(
                "lab01",
                "ssh",
                address,
                Optional.of(port),
                Optional.of(user),
                t.password(),
                t.identities(),
                t.passphrase(),
                t.options(),
                t.hostKeys(),
                t.connectPatience(),
                t.commandPatience(),
                t.shell()))
        .options("-F", "none");
  }

  public Targets options(String... words) {
    ImmutableList<String> options =
        ImmutableList.<String>builder().addAll(target.options()).add(words).build();
    return with(target.identities(), options, target.hostKeys());
  }

  public Targets identity(Object file) {
    return with(ImmutableList.of(file.toString()), target.options(), target.hostKeys());
  }

  public Targets hostKeys(Target.HostKeys hostKeys) {
    return with(target.identities(), target.options(), hostKeys);
  }

  private Targets with(List<String> identities, List<String> options, Target.HostKeys hostKeys) {
    return new Targets(
        new Target(
            target.name(),
            target.carrier(),
            target.address(),
            target.port(),
            target.user(),
            target.password(),
            ImmutableList.copyOf(identities),
            target.passphrase(),
            ImmutableList.copyOf(options),
            hostKeys,
            target.connectPatience(),
            target.commandPatience(),
            target.shell()));
  }

  public Targets secrets(Optional<Secret> password, Optional<Secret> passphrase) {
    return new Targets(
        new Target(
            target.name(),
            target.carrier(),
            target.address(),
            target.port(),
            target.user(),
            password,
            target.identities(),
            passphrase,
            target.options(),
            target.hostKeys(),
            target.connectPatience(),
            target.commandPatience(),
            target.shell()));
  }

  public Targets patience(Duration connect, Duration command) {
    return new Targets(
        new Target(
            target.name(),
            target.carrier(),
            target.address(),
            target.port(),
            target.user(),
            target.password(),
            target.identities(),
            target.passphrase(),
            target.options(),
            target.hostKeys(),
            connect,
            command,
            target.shell()));
  }
}
