package dev.javaform.modules.linux.kernel;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.ProbeText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysctlTest {

  private static final String FILE = "/etc/sysctl.d/60-gaming.conf";

  @Test
  void writesTheFileAndSetsTheRunningValue() {
    given(sysctl("vm.swappiness", "10"))
        .seeing(running("60").print())
        .by("printf '%s\\n' 10 | cat > /proc/sys/vm/swappiness", "put " + FILE);
  }

  @Test
  void keepsOrderCommentsAndOtherParameters() {
    var plan =
        given(sysctl("vm.swappiness", "10"))
            .seeing(
                running("60")
                    .file(
                        FILE,
                        """
                        # mine
                        vm.swappiness = 60
                        kernel.sysrq=1
                        -vm.swappiness=50
                        """)
                    .print())
            .plan();
    assertEquals("# mine\nvm.swappiness=10\nkernel.sysrq=1\n", plan.after().file().text());
  }

  @Test
  void blanksInsideAValueDoNotMatter() {
    given(sysctl("net.ipv4.tcp_rmem", "4096  131072 6291456"))
        .seeing(
            running("4096\t131072\t6291456")
                .file(FILE, "net.ipv4.tcp_rmem = 4096\t131072 6291456\n")
                .print())
        .changesNothing();
  }

  @Test
  void theRunningValueAloneIsNoChangeUnlessAskedFor() {
    String seen = running("60").file(FILE, "vm.swappiness=10\n").print();
    given(sysctl("vm.swappiness", "10"))
        .seeing(seen)
        .changesNothing()
        .warns(
            "The running value of vm.swappiness is 60, although "
                + FILE
                + " says 10. With sysctl_set: true it is set as well.");
    given(new Sysctl("vm.swappiness", Optional.of("10"), Presence.PRESENT, FILE, true, true, false))
        .seeing(seen)
        .by("printf '%s\\n' 10 | cat > /proc/sys/vm/swappiness");
  }

  @Test
  void removesEveryLineOfIt() {
    var plan =
        given(new Sysctl("a.b", Optional.empty(), Presence.ABSENT, FILE, false, true, false))
            .seeing(new ProbeText().file(FILE, "a.b=1\nc=2\na.b = 3\n").print())
            .plan();
    assertEquals("c=2\n", plan.after().file().text());
  }

  @Test
  void aParameterTheKernelDoesNotHaveIsRefusedBeforeAnythingIsWritten() {
    String message = given(sysctl("net.bridge.x", "1")).refusesSeeing(Output.of(""));
    assertTrue(message.startsWith("The running kernel has no parameter net.bridge.x;"), message);
  }

  @Test
  void orOnlyWarnedAboutWithIgnoreerrors() {
    given(new Sysctl("net.bridge.x", Optional.of("1"), Presence.PRESENT, FILE, false, true, true))
        .seeing("")
        .by("put " + FILE)
        .warns(
            "The running kernel has no parameter net.bridge.x; a kernel module may have to be"
                + " loaded first. Only the file is written.");
  }

  @Test
  void aReadOnlyParameterIsRefused() {
    String seen = new ProbeText().section("running", "60").print();
    String message = given(sysctl("vm.swappiness", "10")).refusesSeeing(Output.of(seen));
    assertTrue(message.contains("read-only here, as in a container"), message);
  }

  @Test
  void withoutReloadOnlyTheFileIsWritten() {
    given(
            new Sysctl(
                "vm.swappiness", Optional.of("10"), Presence.PRESENT, FILE, false, false, false))
        .seeing(new ProbeText().section("running", "60").print())
        .by("put " + FILE);
  }

  @Test
  void warnsOfAFileThatWinsAtBoot() {
    given(sysctl("vm.swappiness", "10"))
        .seeing(
            running("10")
                .section(
                    "others",
                    """
                    /etc/sysctl.d/99-x.conf:vm.swappiness = 30
                    /usr/lib/sysctl.d/50-y.conf:vm.swappiness=20
                    """)
                .file(FILE, "vm.swappiness=10\n")
                .print())
        .warns(
            "/etc/sysctl.d/99-x.conf sets vm.swappiness to 30, and is read after "
                + FILE
                + " at boot.");
  }

  @Test
  void aFileThatAnotherOfItsNameHidesDoesNotWin() {
    given(sysctl("vm.swappiness", "10"))
        .seeing(
            running("10")
                .section(
                    "others",
                    """
                    /etc/sysctl.d/99-x.conf:vm.swappiness = 10
                    /usr/lib/sysctl.d/99-x.conf:vm.swappiness=20
                    """)
                .file(FILE, "vm.swappiness=10\n")
                .print())
        .warns();
  }

  @Test
  void warnsOfTunedByTheNameOfItsFile() {
    var host =
        running("10")
            .section("tuned", "/usr/lib/tuned/x/tuned.conf:vm.swappiness = 30\n/y:vm.swappiness=10")
            .file(FILE, "vm.swappiness=10\n");
    String wins =
        given(sysctl("vm.swappiness", "10")).seeing(host.print()).plan().warnings().getFirst();
    assertTrue(wins.startsWith("/usr/lib/tuned/x/tuned.conf, a file of tuned's"), wins);
    assertTrue(wins.contains("to 30: tuned applies sysctl's files after it"), wins);
    host.section("reapply", "reapply_sysctl = 0");
    wins = given(sysctl("vm.swappiness", "10")).seeing(host.print()).plan().warnings().getFirst();
    assertTrue(wins.contains("tuned is last and wins"), wins);
  }

  @Test
  void aFileThatIsNoTextIsLeftAlone() {
    String file = "= file %s %s\n|# caf\uFFFD\n".formatted("0".repeat(64), FILE);
    assertEquals(
        FILE + " is not UTF-8 text, so it is left alone. Change it by hand.",
        given(sysctl("vm.swappiness", "10"))
            .refusesSeeing(Output.of(running("60").print() + file)));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() {
    assertEquals(
        FILE + " cannot be read: cat: Permission denied",
        given(sysctl("vm.swappiness", "10"))
            .refusesSeeing(Output.of(3, running("60").print(), "cat: Permission denied\n")));
  }

  @Test
  void aSwitchIsOneOrZero() {
    assertEquals("1", sysctl("a.b", "yes").value().orElseThrow());
  }

  @Test
  void aValueIsNeeded() {
    assertThrows(IllegalArgumentException.class, () -> sysctl("a.b", " "));
  }

  @ParameterizedTest
  @CsvSource({
    "vm.swappiness, /proc/sys/vm/swappiness",
    "net/ipv4/conf/eth0.100/forwarding, /proc/sys/net/ipv4/conf/eth0.100/forwarding",
    "net.ipv4.conf.eth0/100.forwarding, /proc/sys/net/ipv4/conf/eth0.100/forwarding",
  })
  void knowsWhereTheKernelShowsAParameter(String name, String path) {
    assertEquals(path, SysctlState.path(name));
  }

  /** What root sees of a parameter that can be set. */
  private static ProbeText running(String value) {
    return new ProbeText().section("running", value).section("writable", "yes");
  }

  private static Sysctl sysctl(String name, String value) {
    return new Sysctl(name, Optional.of(value), Presence.PRESENT, FILE, false, true, false);
  }
}
