package dev.javaform.remote.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against what real hosts answered. */
class CommandShellTest {

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void aCommandThatPrints() throws IOException {
    CommandShell.Ended ended = run("winrs/winrs_standard", "cmd.exe", "/c", "echo", "hi");
    assertEquals(0, ended.status());
    assertEquals("hi\r\n", text(ended.stdout()));
    assertEquals("", text(ended.stderr()));
  }

  private static CommandShell.Ended run(String recording, String program, String... arguments)
      throws IOException {
    Recording host = new Recording(recording);
    Wsman wsman = new Wsman(host, "http://guest:5985/wsman", Duration.ofSeconds(20));
    try (CommandShell shell = CommandShell.open(wsman)) {
      CommandShell.Ended ended = shell.run(program, List.of(arguments), new byte[0]);
      assertTrue(ended.stdout().length >= 0);
      return ended;
    } finally {
      host.assertOver();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
