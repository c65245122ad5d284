package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZyb20gYSB0ZXN0LCBub3QgZnJvbSBhIGhvc3QhIQ";

  private static final String TEXT =
      """
      # a comment
      alpha,192.0.2.1 KEY
      *.example.org,!bad.example.org KEY

      [beta]:2222 KEY with a comment
      @revoked gamma KEY
      @cert-authority delta KEY
      epsilon
      UPPER KEY
      |1|not a hash KEY
      """
          .replace("KEY", KEY);

  private static List<Integer> lines(String text, String name) {
    return KnownHostsFile.parse(text).of(name).stream().map(KnownHostsFile.Line::number).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "alpha, 2",
    "192.0.2.1, 2",
    "a.example.org, 3",
    "bad.example.org, 0",
    "[beta]:2222, 5",
    "beta, 0",
    "gamma, 6",
    "delta, 0",
    "epsilon, 0",
    "upper, 9",
    "nobody, 0"
  })
  void aHostHasTheLinesThatNameIt(String name, int line) {
    assertEquals(line == 0 ? List.of() : List.of(line), lines(TEXT, name));
  }

  @Test
  void whatIsRevokedIsMarked() {
    assertTrue(KnownHostsFile.parse(TEXT).of("gamma").getFirst().revoked());
    assertFalse(KnownHostsFile.parse(TEXT).of("alpha").getFirst().revoked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha", "192.0.2.1", "[beta]:2222", "nobody"})
  void namesThatOpensshHashedAreFound(String name, @TempDir Path folder) throws Exception {
    String keygen = Tools.need("ssh-keygen", "openssh-client").toString();
    Path file = folder.resolve("known_hosts");
    Files.writeString(file, "alpha,192.0.2.1 %s=\n[beta]:2222 %s=\n".formatted(KEY, KEY));
    Process hashing =
        new ProcessBuilder(keygen, "-q", "-H", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    assertEquals(0, hashing.waitFor());
    String hashed = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(hashed.startsWith("|1|"), hashed);
    assertEquals(name.equals("nobody") ? 0 : 1, lines(hashed, name).size());
  }

  /** With one try per way to place the stars, this would take longer than anybody waits. */
  @Test
  void manyStarsAreNoTrouble() {
    String pattern = "*a".repeat(40) + "b";
    assertFalse(Pattern.matches(pattern, "a".repeat(5_000)));
    assertTrue(Pattern.matches(pattern, "a".repeat(5_000) + "b"));
  }
}
