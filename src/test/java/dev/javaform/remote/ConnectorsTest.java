package dev.javaform.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Script;
import dev.javaform.remote.local.LocalConnector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  private static final Connectors CONNECTORS =
      new Connectors(
          Map.of(
              "local",
              LocalConnector::new,
              "ssh",
              () -> {
                throw new AssertionError("made although nobody asked for it");
              }));

  private static Target by(String carrier) {
    Target t = Targets.local("/bin/sh").target();
    return new Target(
        t.name(),
        carrier,
        t.address(),
        t.port(),
        t.user(),
        t.password(),
        t.identities(),
        t.passphrase(),
        t.options(),
        t.hostKeys(),
        t.connectPatience(),
        t.commandPatience(),
        t.shell());
  }

  @Test
  void takesTheOneThatIsNamed() throws Exception {
    for (String name : List.of("local", "ansible.builtin.local")) {
      try (Connection connection = CONNECTORS.connect(by(name))) {
        Reply reply =
            connection
                .session(Become.NO)
                .exchange(List.of(), List.of(Script.sh("echo hi")), Map.of());
        assertEquals("hi\n", reply.answers().getFirst().stdout());
      }
    }
    CONNECTORS.close();
  }

  @Test
  void namesTheOneThatIsMissing() {
    UnreachableException e =
        assertThrows(UnreachableException.class, () -> CONNECTORS.connect(by("winrm")));
    assertTrue(e.getMessage().startsWith("the connection winrm of here is not supported"));
  }
}
