package dev.javaform.modules.linux.accounts;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Posix;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys for whoever runs the tests, made by the ssh-keygen of this machine. */
class UserKeyTest {

  @AutoClose private static final LocalHost HOST = LocalHost.of("sh");
  private static final String PASSPHRASE = "pa\\ss \"w'$(x)";

  @TempDir private Path folder;

  @BeforeAll
  static void needsSshKeygen() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no ssh-keygen");
  }

  @Test
  void makesAPairWithoutAPassphrase() throws IOException {
    make("ssh_key_comment", "-for \"it's\"");
    assertTrue(opens(""));
    assertTrue(Files.readString(folder.resolve("new/key.pub")).endsWith(" -for \"it's\"\n"));
    assertEquals(List.of("key", "key.pub"), left());
  }

  @Test
  void protectsTheKeyWithThePassphrase() throws IOException {
    make("ssh_key_passphrase", PASSPHRASE);
    assertFalse(opens(""));
    assertTrue(opens(PASSPHRASE));
    assertEquals(List.of("key", "key.pub"), left());
  }

  @Test
  void makesNoKeyWhereThePassphraseIsNotTaken() throws IOException {
    Script script = script("ssh_key_passphrase", PASSPHRASE);
    String broken = Posix.of(script).text().replace("chmod 700 \"$ask\"", "chmod 600 \"$ask\"");
    var output = HOST.run(Script.sh(broken).reading(Posix.of(script).input().orElseThrow()));
    assertFalse(output.isSuccess());
    assertTrue(output.stderr().contains("did not take the passphrase"), output.stderr());
    assertEquals(List.of(), left());
  }

  @Test
  void keepsTheOldPairWhereSshKeygenFails() throws IOException {
    make();
    String before = Files.readString(folder.resolve("new/key"));
    assertFalse(HOST.run(script("force", true, "ssh_key_type", "nosuch")).isSuccess());
    assertEquals(before, Files.readString(folder.resolve("new/key")));
    make("force", true);
    assertFalse(before.equals(Files.readString(folder.resolve("new/key"))));
  }

  private void make(Object... arguments) {
    var output = HOST.run(script(arguments));
    assertTrue(output.isSuccess(), output.stderr());
  }

  private Script script(Object... arguments) {
    String user = System.getProperty("user.name");
    String file = folder.resolve("new/key").toString();
    var all = new ArrayList<Object>(List.of("name", user, "generate_ssh_key", true));
    all.addAll(List.of("ssh_key_file", file));
    if (!Arrays.asList(arguments).contains("ssh_key_type")) {
      all.addAll(List.of("ssh_key_type", "ed25519"));
    }
    all.addAll(Arrays.asList(arguments));
    return ((Step.Run) new UserKey(task(User.class, all.toArray())).make()).script();
  }

  private boolean opens(String passphrase) {
    String key = folder.resolve("new/key").toString();
    return HOST.run(Script.sh("ssh-keygen -y -P {} -f {} </dev/null", passphrase, key)).isSuccess();
  }

  private List<String> left() throws IOException {
    try (var files = Files.list(folder.resolve("new"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
