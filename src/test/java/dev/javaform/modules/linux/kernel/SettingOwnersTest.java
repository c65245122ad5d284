package dev.javaform.modules.linux.kernel;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.ProbeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingOwnersTest {

  private static final SettingOwners OWNERS = task(SettingOwners.class);
  private static final String TUNED = "/usr/lib/tuned/throughput-performance/tuned.conf:";

  /** The three clashes of the reference build. */
  private static final String REFERENCE =
      """
      /etc/sysctl.d/99-performance.conf:1:vm.swappiness = 1
      /etc/sysctl.d/99-performance.conf:2:vm.dirty_ratio = 10
      /etc/udev/rules.d/60-io.rules:3:KERNEL=="sda", ATTR{queue/read_ahead_kb}="1024"
      %1$s7:[disk]
      %1$s8:readahead=>4096
      %1$s10:[sysctl]
      %1$s11:vm.swappiness=10
      %1$s12:vm.dirty_ratio = 40
      """
          .formatted(TUNED);

  @Test
  void theClashesOfTheReferenceBuildAreToldWithFileAndLineAndWhoWins() {
    given(OWNERS)
        .seeing(lines(REFERENCE).print())
        .changesNothing()
        .warns(
            "queue/read_ahead_kb of disks is set by /etc/udev/rules.d/60-io.rules:3 (1024) and "
                + TUNED
                + "8 (>4096); "
                + TUNED
                + "8 wins.",
            "vm.dirty_ratio is set by "
                + TUNED
                + "12 (40) and /etc/sysctl.d/99-performance.conf:2 (10);"
                + " /etc/sysctl.d/99-performance.conf:2 wins.",
            "vm.swappiness is set by "
                + TUNED
                + "11 (10) and /etc/sysctl.d/99-performance.conf:1 (1);"
                + " /etc/sysctl.d/99-performance.conf:1 wins.");
  }

  @Test
  void tunedWinsWhereItDoesNotApplySysctlAgain() {
    var host = lines(REFERENCE).section("last", "reapply_sysctl = 0");
    assertTrue(
        given(OWNERS)
            .seeing(host.print())
            .plan()
            .warnings()
            .getLast()
            .endsWith(TUNED + "11 wins."));
  }

  @Test
  void aClashCanBeAFailureOrMeant() {
    String said =
        given(task(SettingOwners.class, "fail", true))
            .refusesSeeing(Output.of(lines(REFERENCE).print()));
    assertTrue(said.contains("vm.swappiness"), said);
    List<String> meant = List.of("vm.swappiness", "vm.dirty_ratio", "queue/read_ahead_kb of disks");
    given(task(SettingOwners.class, "fail", true, "ignore", meant))
        .seeing(lines(REFERENCE).print())
        .warns();
  }

  @Test
  void aProfileThatSwitchesASectionOffOwnsNothingOfIt() {
    var host = "/etc/tuned/mine/tuned.conf:1:[disk]\n/etc/tuned/mine/tuned.conf:2:enabled=false\n";
    assertEquals(2, given(OWNERS).seeing(lines(host + REFERENCE).print()).plan().warnings().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "transparent_hugepage=never; /etc/tmpfiles.d/a.conf:1:w"
            + " /sys/kernel/mm/transparent_hugepage/enabled - - - - madvise",
        "hugepagesz=1G hugepages=8; /etc/tmpfiles.d/a.conf:1:w"
            + " /sys/devices/system/node/node0/hugepages/hugepages-1048576kB/nr_hugepages - - - -"
            + " 8",
        "hugepages=8; /etc/sysctl.d/a.conf:1:vm.nr_hugepages=9",
        "sysctl.vm.swappiness=1; /etc/tmpfiles.d/a.conf:1:w /proc/sys/vm/swappiness - - - - 9",
        "nmi_watchdog=0; /etc/sysctl.d/a.conf:4:kernel/nmi_watchdog = 1",
        "processor.max_cstate=1; /etc/tmpfiles.d/a.conf:1:w"
            + " /sys/devices/system/cpu/cpu*/cpuidle/state2/disable - - - - 1",
      })
  void oneThingHasOneKeyWhateverItIsCalled(String commandLine, String line) {
    var host = lines(line).section("cmdline", "root=/dev/sda1 " + commandLine + " quiet");
    assertEquals(1, given(OWNERS).seeing(host.print()).plan().warnings().size());
  }

  @Test
  void defaultsOfADistributionAmongThemselvesAreLeftOut() {
    String both = TUNED + "1:[sysctl]\n" + TUNED + "2:vm.swappiness=10\n";
    given(OWNERS)
        .seeing(lines("/usr/lib/sysctl.d/50-x.conf:1:vm.swappiness=60\n" + both).print())
        .warns();
  }

  @Test
  void aFileThatIsHiddenOwnsNothing() {
    String files =
        "/usr/lib/sysctl.d/50-x.conf:1:vm.swappiness=60\n/etc/sysctl.d/50-x.conf:1:a.b=1\n";
    given(OWNERS).seeing(lines(files).section("cmdline", "sysctl.vm.swappiness=1").print()).warns();
  }

  @Test
  void whatEarlierTasksWouldWriteIsSeen() {
    OwnedSettings seen = OWNERS.observe().reader().apply(Output.of(lines(REFERENCE).print()));
    Sysctl sysctl =
        task(
            Sysctl.class,
            "name",
            "vm.dirty_ratio",
            "state",
            "absent",
            "sysctl_file",
            "/etc/sysctl.d/99-performance.conf");
    String file = "vm.swappiness = 1\nvm.dirty_ratio = 10\n";
    var planned =
        given(sysctl)
            .seeing(new ProbeText().file("/etc/sysctl.d/99-performance.conf", file).print())
            .plan()
            .after();
    assertEquals(2, OWNERS.decide(seen.among(List.of(planned))).warnings().size());
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.modules.linux.LocalHost#all")
  void looksInEveryShell(LocalHost real, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("90-guest.conf");
    Files.writeString(file, "# x\nw /proc/sys/vm/swappiness - - - - 5\n");
    Path sysctl = Files.createDirectory(folder.resolve("sysctl"));
    Files.writeString(sysctl.resolve("90-guest.conf"), "# mine\nvm.swappiness = 7\n");
    Path tmpfiles = Files.createDirectory(folder.resolve("tmpfiles"));
    Files.move(file, tmpfiles.resolve("90-guest.conf"));
    LocalHost host = real.seeing(Map.of("/etc/sysctl.d", sysctl, "/etc/tmpfiles.d", tmpfiles));
    assertEquals(
        List.of(
            "vm.swappiness is set by /etc/sysctl.d/90-guest.conf:2 (7) and"
                + " /etc/tmpfiles.d/90-guest.conf:2 (5); /etc/tmpfiles.d/90-guest.conf:2 wins."),
        host.plan(OWNERS).warnings());
  }

  private static ProbeText lines(String lines) {
    return new ProbeText().section("lines", lines);
  }
}
