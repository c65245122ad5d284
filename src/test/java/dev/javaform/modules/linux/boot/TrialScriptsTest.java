package dev.javaform.modules.linux.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.Sections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a host around a trial, run here below a folder. */
class TrialScriptsTest {

  @TempDir Path world;

  private String run(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh").directory(world.toFile());
    builder.environment().merge("PATH", world + "/bin", (path, ours) -> ours + ":" + path);
    Process shell = builder.redirectErrorStream(true).start();
    shell.getOutputStream().write(script.getBytes(UTF_8));
    shell.getOutputStream().close();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    shell.waitFor();
    return said;
  }

  private String explained(String line) throws IOException, InterruptedException {
    String said =
        run(
            "line='%s' image=; wrong() { printf '%%s\\n' \"$*\" >> why; }\n%s\n: > why; explain\n"
                .formatted(line, TrialScripts.EXPLAIN.replace("{state}", world.toString())));
    assertEquals("", said);
    return Files.readString(world.resolve("why"));
  }

  @Test
  void aRootThatIsNotThereIsNamed() throws Exception {
    assertEquals(
        "root=LABEL=none-such: this host has no such file system.\n",
        explained("ro root=LABEL=none-such quiet"));
    assertEquals(
        "root=/dev/none-such: this host has no such device.\n", explained("root=/dev/none-such"));
  }

  @Test
  void hugePagesBeyondTheMemoryAreCounted() throws Exception {
    String why = explained("hugepagesz=1G hugepages=900000 hugepagesz=2M hugepages=0");
    assertTrue(why.startsWith("Huge pages take 921600000 MiB of the "), why);
    assertEquals("", explained("hugepages=1 default_hugepagesz=2M hugepages=0:4,1:4"));
  }

  @Test
  void theWayBackTriesEverythingInTurn() throws Exception {
    fake("systemctl", "echo \"systemctl $*\" >> calls");
    fake("timeout", "shift; \"$@\"");
    fake("journalctl", ":");
    fake("sync", ":");
    fake("sleep", ":");
    fake("ip", "echo 'eth0 DOWN'");
    fake("ss", ":");
    Files.writeString(world.resolve("cmdline"), "ro javaform.trial=abc12 panic=20\n");
    String said = run(watch(0));
    assertEquals("", said);
    String calls = Files.readString(world.resolve("calls"));
    assertTrue(
        calls.endsWith("systemctl reboot --force\nsystemctl reboot --force --force\n"), calls);
    assertEquals("b\n", Files.readString(world.resolve("sysrq-trigger")));
    assertTrue(Files.readString(world.resolve("ending")).contains("eth0 DOWN"));
  }

  @Test
  void theWayBackStandsDownOnceConfirmed() throws Exception {
    fake("systemctl", "echo \"systemctl $*\" >> calls");
    Files.writeString(world.resolve("cmdline"), "ro javaform.trial=abc12\n");
    Files.writeString(world.resolve("run-abc12"), "");
    assertEquals("", run(watch(0)));
    assertTrue(Files.notExists(world.resolve("calls")));
  }

  @Test
  void theWayBackDoesNothingInAnOrdinaryBoot() throws Exception {
    fake("systemctl", "echo \"systemctl $*\" >> calls");
    Files.writeString(world.resolve("cmdline"), "ro quiet\n");
    assertEquals("", run(watch(0)));
    assertTrue(Files.notExists(world.resolve("calls")));
  }

  private String watch(int minutes) {
    return TrialWatch.TEXT
        .replace("MINUTES", String.valueOf(minutes))
        .replace("/proc/cmdline", world + "/cmdline")
        .replace("/run/javaform-trial-$id", world + "/run-$id")
        .replace("/run/javaform-trial-ending", world + "/noted")
        .replace(TrialNames.STATE, world.toString())
        .replace("/dev/kmsg", world + "/kmsg")
        .replace("/proc/sys/kernel/sysrq", world + "/sysrq")
        .replace("/proc/sysrq-trigger", world + "/sysrq-trigger");
  }

  private void fake(String name, String text) throws IOException {
    Path file = Files.createDirectories(world.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  @Test
  void whatOthersWroteBesideTheTrialsEntryStays() throws Exception {
    Path custom = world.resolve("custom.cfg");
    Files.writeString(custom, TrialMenu.with("menuentry 'Mine' {\n}\n", "menuentry 'x' {\n}\n"));
    String remove = removing();
    run(remove);
    assertEquals("menuentry 'Mine' {\n}\n", Files.readString(custom));
    Files.writeString(custom, TrialMenu.with("", "menuentry 'x' {\n}\n"));
    run(remove);
    assertTrue(Files.notExists(custom));
  }

  private String removing() {
    Sections seen =
        Sections.read(
            Output.of(
                new ProbeText()
                    .section("running", "ro")
                    .file("/boot/grub/grub.cfg", "source custom.cfg\n")
                    .print()));
    ClassicGrub grub =
        new ClassicGrub(
            new DefaultGrub(ImmutableMap.of(), ImmutableList.of()),
            ImmutableMap.of(),
            GrubMenu.parse(""),
            new EnvironmentBlock(ImmutableMap.copyOf(Map.of())),
            true,
            true,
            "update-grub");
    return new MenuTrial(grub, TrialGround.read(seen))
        .remove()
        .text()
        .replace("/boot/grub/custom.cfg", world + "/custom.cfg");
  }
}
