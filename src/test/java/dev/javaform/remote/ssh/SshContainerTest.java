package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.lab.Podman;
import dev.javaform.lab.SshContainer;
import dev.javaform.lab.WithPodman;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Targets;
import dev.javaform.remote.UnreachableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SSH carrier against a host of its own, with real users, passwords and sudoers. */
@WithPodman
@Timeout(60)
class SshContainerTest {
  private static SshContainer host;
  private final SshConnector connector = new SshConnector(UserDialog.NOBODY);

  @BeforeAll
  static void start(Podman podman) {
    host = podman.sshd();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @AfterEach
  void close() {
    connector.close();
  }

  private static Targets as(String user) {
    return Targets.ssh(host.host(), host.port(), user)
        .options("-o", "UserKnownHostsFile=" + host.knownHosts())
        .options("-o", "GlobalKnownHostsFile=none", "-o", "IdentityAgent=none");
  }

  private static Targets byPassword(String user, String password) {
    Optional<Secret> secret = Optional.of(new Secret(password));
    return as(user).identity("none").secrets(secret, Optional.empty());
  }

  private static Become root(String method, String... password) {
    Optional<Secret> secret = ImmutableList.copyOf(password).stream().findFirst().map(Secret::new);
    return new Become(Optional.of(method), "root", secret, method, ImmutableList.of());
  }

  private String ask(Targets targets, Become become, String script) throws Exception {
    try (Connection connection = connector.connect(targets.target())) {
      return connection
          .session(become)
          .exchange(List.of(), List.of(Script.sh(script)), Map.of())
          .answers()
          .getFirst()
          .stdout();
    }
  }

  @Test
  void logsInWithAKey() throws Exception {
    assertEquals("root\n", ask(as("root").identity(host.identity()), Become.NO, "id -un"));
  }

  @Test
  void logsInWithAPassword() throws Exception {
    assertEquals("guest\n", ask(byPassword("guest", "guest"), Become.NO, "id -un"));
  }

  @Test
  void saysThatThePasswordWasTried() {
    UnreachableException e =
        assertThrows(
            UnreachableException.class, () -> ask(byPassword("guest", "wrong"), Become.NO, "true"));
    assertTrue(e.getMessage().contains("tried the password"), e.getMessage());
    assertTrue(e.getMessage().contains("does not let guest in"), e.getMessage());
  }

  @Test
  void becomesRootWithoutAPassword() throws Exception {
    assertEquals("root\n", ask(byPassword("deploy", "deploy"), root("sudo"), "id -un"));
  }

  @Test
  void becomesRootWithAPassword() throws Exception {
    assertEquals("root\n", ask(byPassword("admin", "admin"), root("sudo", "admin"), "id -un"));
  }

  @Test
  void becomesRootBySu() throws Exception {
    assertEquals("root\n", ask(byPassword("guest", "guest"), root("su", "root"), "id -un"));
  }

  @Test
  void saysWhyNot() {
    assertRefusal("the password is wrong", "admin", root("sudo", "wrong"));
    assertRefusal("a password is required", "admin", root("sudo"));
    assertRefusal("is not in sudoers", "guest", root("sudo", "guest"));
    assertRefusal("the password is wrong", "guest", root("su", "wrong"));
  }

  private void assertRefusal(String why, String user, Become become) {
    BecomeException e =
        assertThrows(BecomeException.class, () -> ask(byPassword(user, user), become, "true"));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void noticesAPowerFailure(Podman podman) throws Exception {
    try (SshContainer own = podman.sshd();
        Connection connection =
            connector.connect(
                Targets.ssh(own.host(), own.port(), "root")
                    .options("-o", "UserKnownHostsFile=" + own.knownHosts())
                    .identity(own.identity())
                    .target())) {
      var session = connection.session(Become.NO);
      session.exchange(List.of(), List.of(Script.sh("true")), Map.of());
      own.kill();
      assertThrows(
          UnreachableException.class,
          () -> session.exchange(List.of(), List.of(Script.sh("true")), Map.of()));
    }
  }
}
