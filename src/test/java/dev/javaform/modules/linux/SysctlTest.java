package dev.javaform.modules.linux;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysctlTest {

  private static final String FILE = "/etc/sysctl.d/60-gaming.conf";

  @Test
  void writesTheFileAndSetsTheRunningValue() {
    given(sysctl("vm.swappiness", "10"))
        .seeing("running\t60\nwritable\n")
        .by("put " + FILE, "printf '%s\\n' 10 > /proc/sys/vm/swappiness");
  }

  @Test
  void keepsOrderCommentsAndOtherParameters() {
    var plan =
        given(sysctl("vm.swappiness", "10"))
            .seeing(
                """
                running	60
                writable
                @file
                # mine
                vm.swappiness = 60
                kernel.sysrq=1
                -vm.swappiness=50
                """)
            .plan();
    assertEquals("# mine\nvm.swappiness=10\nkernel.sysrq=1\n", plan.after().file().text());
  }

  @Test
  void blanksInsideAValueDoNotMatter() {
    given(sysctl("net.ipv4.tcp_rmem", "4096  131072 6291456"))
        .seeing(
            "running\t4096\t131072\t6291456\nwritable\n@file\nnet.ipv4.tcp_rmem = 4096\t131072 6291456\n")
        .changesNothing();
  }

  @Test
  void theRunningValueAloneIsNoChangeUnlessAskedFor() {
    String seen = "running\t60\nwritable\n@file\nvm.swappiness=10\n";
    given(sysctl("vm.swappiness", "10")).seeing(seen).changesNothing();
    given(new Sysctl("vm.swappiness", Optional.of("10"), Presence.PRESENT, FILE, true, true, false))
        .seeing(seen)
        .by("printf '%s\\n' 10 > /proc/sys/vm/swappiness");
  }

  @Test
  void removesEveryLineOfIt() {
    var plan =
        given(new Sysctl("a.b", Optional.empty(), Presence.ABSENT, FILE, false, true, false))
            .seeing("@file\na.b=1\nc=2\na.b = 3\n")
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
            "The running kernel has no parameter net.bridge.x; a kernel module may have to be loaded first. Only the file is looked after.");
  }

  @Test
  void aReadOnlyParameterIsRefused() {
    String message = given(sysctl("vm.swappiness", "10")).refusesSeeing(Output.of("running\t60\n"));
    assertTrue(message.contains("read-only here, as in a container"), message);
  }

  @Test
  void withoutReloadOnlyTheFileIsWritten() {
    given(
            new Sysctl(
                "vm.swappiness", Optional.of("10"), Presence.PRESENT, FILE, false, false, false))
        .seeing("running\t60\n")
        .by("put " + FILE);
  }

  @Test
  void warnsOfAFileThatWinsAtBoot() {
    given(sysctl("vm.swappiness", "10"))
        .seeing(
            "running\t10\nwritable\nother\t/etc/sysctl.d/99-x.conf:vm.swappiness = 30\n"
                + "other\t/usr/lib/sysctl.d/50-y.conf:vm.swappiness=20\n@file\nvm.swappiness=10\n")
        .warns(
            "/etc/sysctl.d/99-x.conf sets vm.swappiness to 30, and is read after "
                + FILE
                + " at boot.");
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

  private static Sysctl sysctl(String name, String value) {
    return new Sysctl(name, Optional.of(value), Presence.PRESENT, FILE, false, true, false);
  }
}
