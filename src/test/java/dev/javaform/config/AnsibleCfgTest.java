package dev.javaform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Maps;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ansible.cfg is taken, and what it says. */
class AnsibleCfgTest {

  @TempDir private Path folder;
  private final Diagnostics found = new Diagnostics();
  private Path here;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    here = Files.createDirectory(folder.resolve("here"));
    home = Files.createDirectory(folder.resolve("home"));
  }

  private Map<String, String> read(String text) {
    return Map.copyOf(
        Maps.transformValues(
            ConfigReader.entries(SourceText.of("ansible.cfg", text), found), ConfigEntry::value));
  }

  private List<String> complaints() {
    return found.all().stream()
        .map(each -> each.mark().map(mark -> mark + " ").orElse("") + each.message())
        .toList();
  }

  private Optional<Path> taken(Map<String, String> environment) {
    return AnsibleCfg.find(environment, here, home, found).path();
  }

  private static Path file(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), "[defaults]\nforks = 7\n");
  }

  @Test
  void hasKeysInSections() {
    assertEquals(
        Map.of("defaults.forks", "7", "ssh_connection.ssh_args", "-o A=b -C", "defaults.a", ""),
        read("[defaults]\nForks: 7\na =\n[ssh_connection]\nssh_args=-o A=b -C\n"));
    assertEquals(List.of(), complaints());
  }

  @Test
  void hasCommentsAndValuesThatGoOn() {
    assertEquals(
        Map.of("defaults.inventory", "a,\nb", "defaults.x", "1;2 # 3", "defaults.y", ""),
        read(
            """
            # a comment
            ; another
            [defaults]  ; the usual
            inventory = a, ; the first
              # between
              b
            x = 1;2 # 3
            y = ;nothing
            """));
    assertEquals(List.of(), complaints());
  }

  @Test
  void tellsWhatItCannotRead() {
    assertEquals(
        Map.of("defaults.forks", "5"),
        read("early = 1\n[defaults]\nforks = 5\nnonsense\n forks = 6\nforks = 7\n"));
    assertEquals(
        List.of(
            "ansible.cfg:1:1 This key is in no section: put a line such as [defaults] before it.",
            "ansible.cfg:4:1 This is neither \"key = value\", nor a [section], nor a comment that"
                + " begins with #.",
            "ansible.cfg:5:2 This key is already set, at ansible.cfg:3:1. Keep only one of them.",
            "ansible.cfg:6:1 This key is already set, at ansible.cfg:3:1. Keep only one of them."),
        complaints());
  }

  @Test
  void saysWhichSectionIsNotClosed() {
    assertEquals(Map.of("defaults.forks", "5"), read("[defaults\nforks = 5\n"));
    assertEquals(
        List.of("ansible.cfg:1:1 This section is not closed: write [defaults]."), complaints());
    read("[a]\n[]\n");
    assertTrue(complaints().getLast().startsWith("ansible.cfg:2:1 This is neither"));
  }

  @Test
  void showsNoPasswordOfALineThatItCannotRead() {
    read("[sudo_become_plugin]\npassword hunter22\n");
    assertEquals(1, found.all().size());
    assertFalse(found.all().getFirst().toString().contains("hunter22"));
  }

  @Test
  void takesTimeThatGrowsWithTheFile() {
    String blanks = " ".repeat(2_000_000);
    Map<String, String> read =
        read("[a]\nx = 1\n" + " more of it\n".repeat(200_000) + "y" + blanks + "y = 2\n");
    assertEquals(1 + 11 * 200_000, read.get("a.x").length());
    assertEquals("2", read.get("a.y" + blanks + "y"));
  }

  @Test
  void isTheNamedOneElseOfTheFolderElseOfTheUser() throws IOException {
    assertEquals(Optional.empty(), taken(Map.of()).filter(file -> file.startsWith(folder)));
    Path user = file(home, ".ansible.cfg");
    assertEquals(Optional.of(user), taken(Map.of()));
    Path own = file(here, "ansible.cfg");
    assertEquals(Optional.of(own), taken(Map.of()));
    Path named = file(folder, "named.cfg");
    assertEquals(Optional.of(named), taken(Map.of("ANSIBLE_CONFIG", named.toString())));
    assertEquals(Optional.of(own), taken(Map.of("ANSIBLE_CONFIG", here.toString())));
    assertEquals(Optional.of(user), taken(Map.of("ANSIBLE_CONFIG", "~/.ansible.cfg")));
    assertEquals(List.of(), complaints());
  }

  @Test
  void saysWhichFileItCannotTake() throws IOException {
    Path user = file(home, ".ansible.cfg");
    Files.createSymbolicLink(here.resolve("ansible.cfg"), Path.of("/no/such/target"));
    assertEquals(Optional.of(user), taken(Map.of("ANSIBLE_CONFIG", "/no/such/file")));
    assertEquals(
        List.of(
            "ANSIBLE_CONFIG names /no/such/file, which does not exist, so it is not used.",
            here + "/ansible.cfg is not used, because it cannot be read."),
        complaints());
    assertFalse(found.hasErrors());
  }

  @Test
  void isNotOneThatOthersMayHavePutThere() throws IOException {
    Path own = file(here, "ansible.cfg");
    Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(Optional.empty(), taken(Map.of()).filter(file -> file.startsWith(folder)));
    assertEquals(1, found.all().size());
    assertEquals(Diagnostic.Severity.WARNING, found.all().getFirst().severity());
    assertEquals(Optional.of(own), taken(Map.of("ANSIBLE_CONFIG", own.toString())));
    assertEquals(1, found.all().size());
  }
}
