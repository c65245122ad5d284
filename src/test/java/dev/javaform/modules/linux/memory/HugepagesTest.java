package dev.javaform.modules.linux.memory;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HugepagesTest {

  private static final String CONFIG = "/etc/tmpfiles.d/javaform-hugepages-2M.conf";
  private static final String LINE =
      "# Written by the module hugepages.\n"
          + "w /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages - - - - 8192\n";

  @Test
  void pagesAreReservedNowAndAtEachBoot() {
    Plan<PagePool> plan = given(memory("16G")).seeing(host("0", "0").print()).plan();
    assertEquals(8192, plan.after().pages());
    assertEquals(LINE, plan.after().config());
    assertEquals(
        List.of("ask for them at each boot", "reserve 8192 pages of 2M"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void whatIsThereIsLeftAlone() {
    given(memory("16G")).seeing(host("8192", "8192").file(CONFIG, LINE).print()).changesNothing();
  }

  @Test
  void aTryInVainIsPartialAndNotRepeated() {
    var host = host("5000", "5000").file(CONFIG, LINE).section("attempt", "8192 5000 8900000");
    var planned = given(memory("16G")).seeing(host.print()).changesNothing();
    assertEquals(true, planned.plan().returns().known().get("partial"));
    assertEquals(true, planned.plan().returns().known().get("reboot_required"));
    assertTrue(planned.plan().warnings().getFirst().startsWith("Only 5000 of 8192 pages of 2M"));
  }

  @Test
  void largePagesInVainAreSentToTheCommandLine() {
    var module =
        new Hugepages("1G", Optional.of(16), Optional.empty(), Optional.of(1), Optional.of("1G"));
    var host = host("3", "3").section("attempt", "16 3 8900000");
    assertTrue(
        given(module)
            .seeing(host.print())
            .plan()
            .warnings()
            .getFirst()
            .endsWith("(grub_cmdline): hugepagesz=1G hugepages=1:16. Then reboot."));
  }

  @Test
  void whenMemoryWasFreedItIsTriedAgain() {
    var host = host("5000", "5000").file(CONFIG, LINE).section("attempt", "8192 5000 0");
    assertEquals(1, given(memory("16G")).seeing(host.print()).plan().steps().size());
  }

  @Test
  void theHostKeepsItsShare() {
    String refusal = refusal(memory("62G"), host("0", "0"));
    assertTrue(refusal.contains("less than 6553 MiB would be left to the host"), refusal);
    assertTrue(refusal.startsWith("31744 pages of 2M are 62 GiB of this host's 64 GiB"), refusal);
  }

  @Test
  void pagesInUseAreNotTakenAway() {
    assertTrue(
        refusal(memory("1G"), host("8192", "4096")).startsWith("4096 pages of 2M are in use"));
    ProbeText promised = host("8192", "8192").section("reserved", "4096");
    assertTrue(refusal(memory("1G"), promised).startsWith("4096 pages of 2M are in use"));
  }

  @Test
  void aSizeThatTheCpuLacksIsRefused() {
    Hugepages giant =
        new Hugepages("1G", Optional.of(4), Optional.empty(), Optional.empty(), Optional.empty());
    assertTrue(
        refusal(giant, new ProbeText().section("total", "67108864")).contains("no pages of 1G"));
  }

  @Test
  void aContainerCannotReserve() {
    var host = new ProbeText().section("pages", "0").section("total", "67108864");
    assertTrue(refusal(memory("16G"), host).contains("a container shares it"));
  }

  @Test
  void anotherOwnerIsNamed() {
    var host =
        host("8192", "8192").file(CONFIG, LINE).section("owners", "/etc/sysctl.d/99-vm.conf");
    assertTrue(
        given(memory("16G"))
            .seeing(host.print())
            .plan()
            .warnings()
            .getFirst()
            .contains("/etc/sysctl.d/99-vm.conf"));
  }

  @Test
  void eitherPagesOrMemory() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Hugepages(
                "2M", Optional.of(1), Optional.of("1G"), Optional.empty(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> memory("lots"));
  }

  private static Hugepages memory(String amount) {
    return new Hugepages(
        "2M", Optional.empty(), Optional.of(amount), Optional.empty(), Optional.empty());
  }

  private static ProbeText host(String pages, String free) {
    return new ProbeText()
        .section("pages", pages)
        .section("free", free)
        .section("writable", "yes")
        .section("total", "67108864")
        .section("spare", "9000000")
        .section("others", "0");
  }

  private static String refusal(Hugepages module, ProbeText host) {
    return given(module).refusesSeeing(Output.of(host.print()));
  }
}
