package dev.javaform.modules.linux.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.Sections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a host around a trial, run here below a folder. */
class TrialScriptsTest {

  @TempDir Path world;

  @BeforeEach
  void mountARootThatCanBeWritten() throws IOException {
    Files.writeString(
        world.resolve("mountinfo"), "22 1 253:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n");
  }

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

  @Test
  void aTrialThatIsAsItHasToBeIsConfirmed() throws Exception {
    assertEquals("held", verdict("ro javaform.trial=abc12 panic=20", "true", "running"));
    assertTrue(Files.exists(world.resolve("run-abc12")));
    assertEquals("", run(here(TrialScripts.settled("abc12").text())));
    assertEquals("", run(here(TrialScripts.conclude().text())));
  }

  @Test
  void aTrialThatIsNotIsBootedAway() throws Exception {
    assertEquals("failed", verdict("ro javaform.trial=abc12", "echo no card; false", "running"));
    assertTrue(Files.notExists(world.resolve("run-abc12")));
    assertEquals(
        "the host has not gone back yet\n", run(here(TrialScripts.settled("abc12").text())));
    Files.writeString(world.resolve("cmdline"), "ro quiet\n");
    assertEquals("", run(here(TrialScripts.settled("abc12").text())));
    assertEquals(
        """
        The trial boot came up, but not as it has to be. The old configuration is running again.
        echo no card; false failed: no card
        """,
        run(here(TrialScripts.conclude().text())));
    awaitCall("systemctl reboot");
  }

  @Test
  void aBootThatDoesNotEndSaysWhatItWaitsFor() throws Exception {
    assertEquals("failed", verdict("ro javaform.trial=abc12", "true", "starting"));
    String why = Files.readString(world.resolve("why"));
    assertEquals("The boot does not end: it waits for endless.service \n", why);
  }

  @Test
  void aTrialThatWasNotConfirmedTellsWhatItsJournalSays() throws Exception {
    fake(
        "journalctl",
        """
        case $* in
        *-k*) echo 'kernel: Command line: ro javaform.trial=abc12' ;;
        *) echo '[ 9.0] systemd[1]: Failed to start ssh.service.'; echo '[ 9.1] nothing' ;;
        esac\
        """);
    Files.writeString(world.resolve("ending"), "units that failed:\nssh.service\n");
    assertEquals("returned", verdict("ro quiet", "true", "running"));
    assertEquals(
        """
        The trial boot did not come up. The old configuration is running again, by itself.
        It came up so far that it kept a journal (WORLD/journal), and nobody could confirm it in time.
          units that failed:
          ssh.service
          [ 9.0] systemd[1]: Failed to start ssh.service.
        root=LABEL=gone: this host has no such file system.
        """
            .replace("WORLD", world.toString()),
        run(here(TrialScripts.conclude().text())));
  }

  @Test
  void aTrialThatLeftNothingIsExplainedFromItsArguments() throws Exception {
    fake("journalctl", ":");
    assertEquals("returned", verdict("ro quiet", "true", "running"));
    assertEquals(
        """
        It left no journal: it ended before it could write to its root file system.
        root=LABEL=gone: this host has no such file system.
        """,
        Files.readString(world.resolve("why")));
  }

  /** What the judge decides of a host with this command line. */
  private String verdict(String running, String command, String state) throws Exception {
    fake(
        "systemctl",
        """
        echo "systemctl $*" >> WORLD/calls
        case $1 in
        is-system-running) echo STATE ;;
        list-jobs) echo '1 endless.service start running' ;;
        esac\
        """
            .replace("WORLD", world.toString())
            .replace("STATE", state));
    fake("dmesg", ":");
    Files.writeString(world.resolve("line"), "");
    Files.writeString(world.resolve("cmdline"), running + "\n");
    var asserts =
        new TrialAsserts(ImmutableList.of(), ImmutableList.of(), 0, ImmutableList.of(command));
    var judge = (Script.Sh) TrialScripts.judge("abc12", 0, "root=LABEL=gone ro", "", asserts);
    assertEquals("", run(here(judge.text()).replace("sleep 3", ":")));
    return Files.readString(world.resolve("verdict")).strip();
  }

  /** The script with everything of the host that it reads or writes below the folder. */
  private String here(String script) {
    return script
        .replace("/proc/cmdline", world + "/cmdline")
        .replace("/run/javaform-trial-$id", world + "/run-$id")
        .replace(TrialNames.STATE, world.toString())
        .replace("/sys/bus/pci", world + "/pci")
        .replace("/proc/self/mountinfo", world + "/mountinfo");
  }

  private void awaitCall(String call) throws Exception {
    Path calls = world.resolve("calls");
    for (int tries = 0; tries < 600 && !Files.readString(calls).contains(call); tries++) {
      Thread.sleep(50);
    }
    assertTrue(Files.readString(calls).contains(call), Files.readString(calls));
  }
}
