package dev.javaform.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.module.Script;
import dev.javaform.remote.local.LocalConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  private static final Connectors CONNECTORS =
      new Connectors(
          new Connectors.Kind<>(
              "ssh",
              Target.Ssh.class,
              () -> {
                throw new AssertionError("made although nobody asked for it");
              },
              "smart"),
          new Connectors.Kind<>("local", Target.Local.class, LocalConnector::new, "here"));

  @Test
  void takesTheOneThatTheTargetIsFor() throws Exception {
    try (Connection connection = CONNECTORS.connect(Targets.local("/bin/sh"))) {
      Reply reply =
          connection
              .session(Become.NO)
              .exchange(List.of(), List.of(Script.sh("echo hi")), Map.of());
      assertEquals("hi\n", reply.answers().getFirst().stdout());
    }
    CONNECTORS.close();
  }

  @Test
  void namesTheOneThatIsMissing() {
    Target.Common common = Targets.common("here", "localhost", Optional.empty());
    Target winrm = new Target.Unsupported(common, "winrm");
    UnreachableException e =
        assertThrows(UnreachableException.class, () -> CONNECTORS.connect(winrm));
    assertEquals(
        "the connection winrm of here is not supported; ansible_connection may be local or ssh",
        e.getMessage());
  }

  @Test
  void knowsAKindByEachOfItsNames() {
    for (String name : List.of("local", "ansible.builtin.local", "here")) {
      assertEquals(Target.Local.class, CONNECTORS.kind(name).orElseThrow().target());
    }
    assertEquals(Optional.empty(), CONNECTORS.kind("winrm"));
  }

  @Test
  void tellsWhatPlaybooksMayName() {
    assertEquals(List.of("ssh", "local", "smart", "here"), CONNECTORS.names().asList());
    assertEquals("ssh", CONNECTORS.usual());
  }
}
