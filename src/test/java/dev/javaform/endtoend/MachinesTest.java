package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at machines: facts, preflight and init. */
class MachinesTest {

  private static final String ANSWERS =
      """
      gpu: none
      usb: none
      guest_memory_gib: 6
      guest_disk_gib: 100
      guest_disk: /dev/vg/win
      mitigations_off: no
      accept_unprotected_boot: no
      host_tuning_disabled_units: [cups]
      spoof_smbios: no
      guest_install_enabled: yes
      guest_install_language: de-DE
      guest_install_edition: Windows 11 Pro
      guest_install_product_key: yes
      guest_install_user: gamer
      guest_install_time_zone: UTC
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(
        HostLine.local("one"),
        HostLine.local("down")
            .with("ansible_connection", "ssh")
            .with("ansible_host", "127.0.0.1")
            .with("ansible_port", 1),
        HostLine.local("two"));
  }

  private Told javaform(String... arguments) throws Exception {
    try (Running running = site.javaform(folder, List.of(arguments))) {
      return running.end();
    }
  }

  @Test
  void oneThatIsDownEndsNothingForTheOthers() throws Exception {
    Told told = javaform("facts", "all", "-i", "hosts", "--output", "json").exits(4);
    JsonNode hosts = new ObjectMapper().readTree(told.out()).path("hosts");
    assertEquals(3, hosts.size());
    assertTrue(hosts.get(0).path("facts").has("pci"), told::toString);
    assertEquals("down", hosts.get(1).path("host").asText());
    assertTrue(hosts.get(1).has("error"), told::toString);
    assertTrue(hosts.get(2).path("facts").has("pci"), told::toString);
    assertTrue(told.err().contains("Error: down: "), told::toString);
  }

  @Test
  void noInventoryIsNeeded() throws Exception {
    javaform("facts", "localhost").exits(0).says("localhost").says("processor");
    javaform("facts", "nobody@127.0.0.1:1").exits(4).says("Error: nobody@127.0.0.1:1: ");
    javaform("facts", "no host").exits(4).says("is no address of a host");
    javaform("facts").exits(5).says("Name a host");
  }

  @Test
  void whatTheInventoryDoesNotHaveIsToldBeforeAnyHostIsAsked() throws Exception {
    javaform("facts", "tow", "-i", "hosts").exits(4).says("tow").says("No host was contacted.");
  }

  @Test
  void whatWasSavedIsToldAsTheMachineWas() throws Exception {
    javaform("facts", "localhost", "--save", "here.tar.gz").exits(0);
    javaform("facts", "localhost", "--save", "here.tar.gz").exits(74).says("is there already");
    Told saved = javaform("facts", "--capture", "here.tar.gz", "--output", "json").exits(0);
    Told live = javaform("facts", "localhost", "--output", "json").exits(0);
    ObjectMapper mapper = new ObjectMapper();
    assertEquals(
        mapper.readTree(live.out()).path("hosts").get(0).path("facts").path("pci"),
        mapper.readTree(saved.out()).path("hosts").get(0).path("facts").path("pci"));
  }

  @Test
  void whatIsNoCaptureIsToldAsThat() throws Exception {
    Files.writeString(folder.resolve("nonsense"), "\u001b[31mnonsense");
    javaform("facts", "--capture", "nonsense").exits(4).hides("\u001b").says("Error: nonsense: ");
    javaform("preflight", "--capture", "missing").exits(4).says("Error: missing: ");
  }

  @Test
  void preflightSaysWithItsStatusWhetherAMachineCan() throws Exception {
    Told told = javaform("preflight", "one", "-i", "hosts", "--output", "json");
    JsonNode judged = new ObjectMapper().readTree(told.out()).path("hosts").get(0);
    told.exits(judged.path("passthrough").asBoolean() ? 0 : 2);
    javaform(
            "preflight",
            "one",
            "-i",
            "hosts",
            "-e",
            "{passthrough_devices: [{role: gpu, address: 'ffff:ff:1f.7'}]}")
        .exits(2)
        .says("no-such-device");
  }

  @Test
  void aDrawingIsOneDocument() throws Exception {
    Told told = javaform("preflight", "one,two", "-i", "hosts", "--output", "svg");
    assertTrue(told.out().startsWith("<?xml"), told::toString);
    assertEquals(told.out().indexOf("<svg"), told.out().lastIndexOf("<svg"));
  }

  @Test
  void aCaptureStandsForTheHostThatItIsNamedAfter() throws Exception {
    javaform("facts", "localhost", "--save", "pc.home.tar.gz").exits(0);
    javaform("init", "--capture", folder.resolve("pc.home.tar.gz").toString())
        .exits(4)
        .says("pc.home")
        .hides("can be no file's");
  }

  @Test
  void openQuestionsAreListedWhereNobodyCanBeAsked() throws Exception {
    javaform("init", "one", "-i", "hosts")
        .exits(4)
        .says("guest_memory_gib: How much memory")
        .says("Nothing was written for one.");
    assertFalse(Files.exists(folder.resolve("host_vars")));
  }

  @Test
  void answersAreWrittenOnceAndKept() throws Exception {
    site.file("a.yml", ANSWERS);
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml").exits(0);
    Path file = folder.resolve("host_vars/one.yml");
    String text = Files.readString(file);
    assertTrue(text.contains("guest_memory_gib: 6\n"), text);
    assertTrue(text.contains("lookup('ansible.builtin.env', 'GUEST_PASSWORD')"), text);
    javaform("init", "one", "-i", "hosts").exits(0).says("nothing to change");
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml").exits(0).says("nothing to change");
    assertEquals(text, Files.readString(file));
  }

  @Test
  void nothingIsOverwrittenUnseen() throws Exception {
    site.file("a.yml", ANSWERS).file("host_vars/one.yml", "# mine\nmine: 1\n");
    Path file = folder.resolve("host_vars/one.yml");
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml")
        .exits(4)
        .says("+guest_memory_gib: 6")
        .says("--yes");
    assertEquals("# mine\nmine: 1\n", Files.readString(file));
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml", "--yes").exits(0);
    assertTrue(Files.readString(file).startsWith("# mine\nmine: 1\n\n# BEGIN"));
    site.file("host_vars/one.yml", "guest_memory_gib: 4\n");
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml", "--yes")
        .exits(4)
        .says("already sets guest_memory_gib");
  }

  @Test
  void anAnswerThatIsNoneIsTold() throws Exception {
    site.file("a.yml", ANSWERS.replace("guest_memory_gib: 6", "guest_memory_gib: much"));
    javaform("init", "one", "-i", "hosts", "--answers", "a.yml")
        .exits(4)
        .says("guest_memory_gib is \"much\"; it must be a number");
  }
}
