package dev.javaform.modules.linux.devices;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.ProbeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FstabOptionTest {

  private static final String FSTAB =
      """
      # <file system> <mount point> <type> <options> <dump> <pass>
      UUID=aa /              btrfs   subvol=root,compress=zstd:1 0 0
      UUID=bb /home          ext4    defaults,norelatime         0 2
      UUID=cc /mnt/a\\040b\text4\tdefaults 0 2
      UUID=dd none           swap    sw                          0 0
      """;
  private static final FstabOption HOME = noatime("/home");

  @Test
  void onlyThatEntryChangesAndWhatIsInsteadOfItGoes() {
    var plan = given(HOME).seeing(host("rw,relatime").print()).plan();
    assertEquals(
        FSTAB.replace("defaults,norelatime         0 2", "defaults,noatime            0 2"),
        plan.after().text());
    assertEquals(
        List.of(
            "change the options of /home",
            "have systemd read it",
            "mount /home anew with its options"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void aMountThatWasChangedByHandIsMended() {
    var text = FSTAB.replace("norelatime", "noatime");
    given(HOME)
        .seeing(new ProbeText().section("mounted", "rw,relatime").file("/etc/fstab", text).print())
        .by("mount -o remount,noatime /home");
  }

  @Test
  void whatIsNotMountedIsNotMounted() {
    var planned = given(HOME).seeing(new ProbeText().file("/etc/fstab", FSTAB).print());
    planned.by("put /etc/fstab");
    assertEquals(false, planned.plan().returns().known().get("mounted"));
  }

  @Test
  void aBlankInAPlaceIsAnOctalNumber() {
    var text = given(noatime("/mnt/a b")).seeing(host("rw").print()).plan().after().text();
    assertTrue(text.contains("UUID=cc /mnt/a\\040b\text4\tdefaults,noatime 0 2"), text);
  }

  @Test
  void aValueTakesThePlaceOfAnother() {
    var task =
        task(FstabOption.class, "path", "/", "options", List.of("compress=zstd:3", "commit=120"));
    var text = given(task).seeing(host("rw").print()).plan().after().text();
    assertTrue(text.contains("subvol=root,compress=zstd:3,commit=120 "), text);
  }

  @ParameterizedTest
  @CsvSource({"/home, noatme, noatime", "/home, nonoatime, noatime", "/, comit=5, commit"})
  void anOptionThatDoesNotExistIsRefusedWithASuggestion(String path, String option, String meant) {
    var task = task(FstabOption.class, "path", path, "options", List.of(option));
    String said = given(task).refusesSeeing(Output.of(host("rw").print()));
    assertTrue(said.contains("Did you mean \"" + meant + "\"?"), said);
  }

  @Test
  void whatSaysWhatIsMountedStays() {
    var task = task(FstabOption.class, "path", "/", "remove", List.of("subvol"));
    assertTrue(
        given(task).refusesSeeing(Output.of(host("rw").print())).contains("what is mounted at /"));
  }

  @Test
  void aPlaceWithoutAnEntryIsRefused() {
    String said = given(noatime("/srv")).refusesSeeing(Output.of(host("").print()));
    assertEquals("/etc/fstab has no entry for /srv; there are /, /home, /mnt/a b, none.", said);
  }

  @Test
  void oldErrorsAreTold() {
    var host = host("rw,noatime").section("errors", "   [E] unreachable: UUID=aa");
    assertTrue(given(HOME).seeing(host.print()).plan().warnings().getFirst().contains("UUID=aa"));
  }

  @Test
  void optionsAreItems() {
    assertThrows(
        ArgumentException.class,
        () -> task(FstabOption.class, "path", "/", "options", List.of("a b")));
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.modules.linux.LocalHost#all")
  void changesAFileForReal(LocalHost host, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("fstab"), FSTAB);
    var task =
        task(
            FstabOption.class,
            "path",
            "/mnt/a b",
            "options",
            List.of("noatime"),
            "file",
            file.toString());
    host.apply(task);
    assertTrue(Files.readString(file).contains("\tdefaults,noatime 0 2\n"));
  }

  private static FstabOption noatime(String path) {
    return task(FstabOption.class, "path", path, "options", List.of("noatime"));
  }

  private static ProbeText host(String mounted) {
    return new ProbeText()
        .section("mounted", mounted)
        .section("systemd", "yes")
        .file("/etc/fstab", FSTAB);
  }
}
