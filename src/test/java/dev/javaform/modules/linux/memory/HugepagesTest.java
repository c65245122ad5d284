package dev.javaform.modules.linux.memory;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HugepagesTest {

  private static final String HOST = "/sys/kernel/mm";
  private static final String NODE = "/sys/devices/system/node/node";
  private static final String CONFIG = "/etc/tmpfiles.d/javaform-hugepages-2M.conf";
  private static final String LINE = asking(HOST, 8192);

  private static String asking(String base, int pages) {
    return "# Written by the module hugepages.\nw "
        + base
        + "/hugepages/hugepages-2048kB/nr_hugepages - - - - "
        + pages
        + "\n";
  }

  @Test
  void pagesAreReservedNowAndAtEachBoot() {
    Plan<PagePools> plan = given(memory("16G")).seeing(host(0, 0).print()).plan();
    assertEquals(Map.of("pages", 8192L), plan.after().pages());
    assertEquals(LINE, plan.after().files().get(CONFIG).text());
    assertEquals(
        List.of("ask for them at each boot", "reserve 8192 pages of 2M"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void whatIsThereIsLeftAlone() {
    given(memory("16G")).seeing(host(8192, 8192).file(CONFIG, LINE).print()).changesNothing();
  }

  @Test
  void aCountChangedByHandIsSeenAndMended() {
    var plan = given(memory("16G")).seeing(host(77, 77).file(CONFIG, LINE).print()).plan();
    assertEquals(
        List.of("reserve 8192 pages of 2M"), plan.steps().stream().map(s -> s.purpose()).toList());
  }

  @Test
  void aTryInVainIsPartialAndNotRepeated() {
    var host = pool(HOST, 5000, 5000, "tried 8192 5000 8900000").file(CONFIG, LINE);
    var planned = given(memory("16G")).seeing(host.print()).changesNothing();
    assertEquals(true, planned.plan().returns().known().get("partial"));
    assertEquals(5000L, planned.plan().returns().known().get("pages"));
    assertEquals(true, planned.plan().returns().known().get("reboot_required"));
    assertTrue(planned.plan().warnings().getFirst().startsWith("Only 5000 of 8192 pages of 2M"));
  }

  @Test
  void largePagesInVainAreSentToTheCommandLine() {
    var module = task(Hugepages.class, "size", "1G", "pages", 16, "node", 1, "keep", "1G");
    var host = host(3, 3).text(pool(NODE + 1, 3, 3, "tried 16 3 8900000"));
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
    var host = pool(HOST, 5000, 5000, "tried 8192 5000 0").file(CONFIG, LINE);
    assertEquals(1, given(memory("16G")).seeing(host.print()).plan().steps().size());
  }

  @Test
  void theHostKeepsItsShare() {
    String refusal = refusal(memory("62G"), host(0, 0));
    assertTrue(refusal.contains("less than 6553 MiB would be left to the host"), refusal);
    assertTrue(refusal.startsWith("31744 pages of 2M are 62 GiB of this host's 64 GiB"), refusal);
  }

  @Test
  void pagesInUseAreNotTakenAway() {
    assertTrue(refusal(memory("1G"), host(8192, 4096)).startsWith("4096 pages of 2M are in use"));
    ProbeText promised = pool(HOST, 8192, 8192, "reserved 4096");
    assertTrue(refusal(memory("1G"), promised).startsWith("4096 pages of 2M are in use"));
  }

  @Test
  void aSizeThatTheCpuLacksIsRefused() {
    Hugepages giant = task(Hugepages.class, "size", "1G", "pages", 4);
    assertTrue(refusal(giant, new ProbeText()).contains("no pages of 1G"));
  }

  @Test
  void aContainerCannotReserve() {
    var host = new ProbeText().section("pool " + HOST, "pages 0\ntotal 67108864");
    assertTrue(refusal(memory("16G"), host).contains("a container shares it"));
  }

  @Test
  void anotherOwnerIsNamed() {
    var host = host(8192, 8192).file(CONFIG, LINE).section("owners", "/etc/sysctl.d/99-vm.conf");
    assertTrue(
        given(memory("16G"))
            .seeing(host.print())
            .plan()
            .warnings()
            .getFirst()
            .contains("/etc/sysctl.d/99-vm.conf"));
  }

  @Test
  void eachNodeGetsItsShareAndItsResult() {
    var module = task(Hugepages.class, "memory", "16G", "nodes", List.of(0, 1));
    var plan = given(module).seeing(twoNodes(4096, 100).print()).plan();
    assertEquals(
        Map.of("pages", 4196L, "pages on node 0", 4096L, "pages on node 1", 4096L),
        plan.after().pages());
    var learned =
        plan.returns()
            .learned()
            .apply(List.of(Output.of(NODE + "1/hugepages/hugepages-2048kB/nr_hugepages 4000\n")));
    assertEquals(
        Map.of(
            "0", Map.of("wanted", 4096L, "pages", 4096L),
            "1", Map.of("wanted", 4096L, "pages", 4000L)),
        learned.get("nodes"));
    assertEquals(8096L, learned.get("pages"));
    assertEquals(true, learned.get("partial"));
  }

  @Test
  void aNodeKeepsATenth() {
    var module = task(Hugepages.class, "memory", "31G", "node", 0);
    assertTrue(refusal(module, twoNodes(0, 0)).contains("of the 32 GiB of NUMA node 0"));
  }

  @Test
  void fromTheWholeHostToOneNodeTheOthersAreEmptied() {
    var module = task(Hugepages.class, "memory", "16G", "nodes", List.of(0));
    var plan = given(module).seeing(twoNodes(4096, 4096).file(CONFIG, LINE).print()).plan();
    assertEquals(8192L, plan.after().pages().get("pages on node 0"));
    assertEquals(0L, plan.after().pages().get("pages on node 1"));
    assertEquals(
        List.of("/etc/tmpfiles.d/javaform-hugepages-2M-node0.conf"),
        List.copyOf(plan.after().files().keySet()));
  }

  @Test
  void noneTakesBackWhatWasSetAndNoMore() {
    var plan =
        given(task(Hugepages.class, "mode", "none"))
            .seeing(host(8292, 8292).file(CONFIG, LINE).print())
            .plan();
    assertEquals(Map.of("pages", 100L), plan.after().pages());
    assertEquals(Map.of(), plan.after().files());
    given(task(Hugepages.class, "mode", "none"))
        .seeing(host(500, 500).print())
        .changesNothing(); // somebody else's
  }

  @Test
  void whenAGuestStartsItsPagesAreAddedByAHook() {
    var host = host(8192, 8192).file(CONFIG, LINE).section("libvirt", "yes");
    var plan = given(onStart()).seeing(host.section("unnoticed", "libvirtd").print()).plan();
    assertEquals(
        List.of(
            "make the directory /etc/libvirt/hooks/qemu.d",
            "ask for them at each start",
            "give pages of 2M back",
            "remove " + CONFIG,
            "have libvirt notice the hook; guests go on running"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals(Map.of("pages", 0L), plan.after().pages());
  }

  @Test
  void aHookThatCannotBeRunIsMended() {
    var host = host(0, 0).section("libvirt", "yes");
    var after = given(onStart()).seeing(host.print()).plan().after();
    var hook = after.files().firstEntry();
    host.file(hook.getKey(), hook.getValue().text());
    assertEquals(2, given(onStart()).seeing(host.print()).plan().steps().size());
    host.section("run", hook.getKey());
    given(onStart()).seeing(host.print()).changesNothing();
  }

  @Test
  void withoutLibvirtNothingWouldRunAHook() {
    assertTrue(refusal(onStart(), host(0, 0)).contains("Install libvirt first"));
  }

  @Test
  void transparentPagesThatTheKernelDoesNotGiveAreToldOf() {
    var thp = task(Hugepages.class, "mode", "thp");
    assertEquals(1, given(thp).seeing(host(0, 0).print()).plan().warnings().size());
    given(thp).seeing(host(0, 0).section("transparent", "[madvise]").print()).warns();
  }

  @Test
  void argumentsFitTogether() {
    assertRefused("pages", 1, "memory", "1G");
    assertRefused("memory", "lots");
    assertRefused("memory", "1G", "mode", "on_start");
    assertRefused("memory", "1G", "mode", "on_start", "guest", "../x");
    assertRefused("memory", "1G", "node", 0, "nodes", List.of(1));
    assertRefused("mode", "static");
  }

  private static void assertRefused(Object... arguments) {
    assertThrows(ArgumentException.class, () -> task(Hugepages.class, arguments));
  }

  private static Hugepages onStart() {
    return task(Hugepages.class, "memory", "16G", "mode", "on_start", "guest", "win11");
  }

  private static Hugepages memory(String amount) {
    return task(Hugepages.class, "memory", amount);
  }

  private static ProbeText host(int pages, int free) {
    return pool(HOST, pages, free, "reserved 0");
  }

  private static ProbeText twoNodes(int first, int second) {
    return host(first + second, first + second).text(half(0, first)).text(half(1, second));
  }

  private static ProbeText half(int node, int pages) {
    return new ProbeText()
        .section(
            "pool " + NODE + node,
            "pages %d\nfree %d\nwritable 1\ntotal 33554432\nspare 9000000".formatted(pages, pages));
  }

  private static ProbeText pool(String base, int pages, int free, String more) {
    return new ProbeText()
        .section(
            "pool " + base,
            "pages %d\nfree %d\nwritable 1\ntotal 67108864\nspare 9000000\nothers 0\n%s"
                .formatted(pages, free, more));
  }

  private static String refusal(Hugepages module, ProbeText host) {
    return given(module).refusesSeeing(Output.of(host.print()));
  }
}
