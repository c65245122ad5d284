package dev.javaform.modules.linux.initramfs;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitramfsToolsTest {

  private static final String OPTIONS = "/etc/modprobe.d/vfio.conf";
  private static final String MODULES = "/etc/initramfs-tools/modules";
  private static final InitramfsTools WITH = tools(list(), list(OPTIONS), list());
  private static final InitramfsTools WITHOUT = tools(list(), list(), list(OPTIONS));

  @Test
  void anImageThatLacksTheFileIsMadeAnew() {
    Plan<FollowedImages> plan = given(WITH).seeing(there(image()).print()).plan();
    assertEquals(List.of("rebuild /boot/initrd.img-6.1"), purposes(plan));
    assertEquals(ImmutableSet.of("file " + OPTIONS), plan.before().images().get("6.1").lacks());
  }

  @Test
  void oneThatFollowsStays() {
    given(WITH).seeing(there(image()).section("inside 6.1", OPTIONS).print()).changesNothing();
  }

  @Test
  void oneThatIsOlderThanItsSourcesIsMadeAnew() {
    ProbeText seen = there(image()).section("inside 6.1", OPTIONS).section("newer 6.1", MODULES);
    assertEquals(1, given(WITH).seeing(seen.print()).plan().steps().size());
  }

  @Test
  void oneThatHoldsWhatMustNotBeThereIsMadeAnew() {
    String seen = image().section("inside 6.1", OPTIONS).print();
    Plan<FollowedImages> plan = given(WITHOUT).seeing(seen).plan();
    assertEquals(ImmutableSet.of("no file " + OPTIONS), plan.before().images().get("6.1").lacks());
    given(WITHOUT).seeing(image().print()).changesNothing();
  }

  @Test
  void whatAnEarlierTaskWouldWriteIsInNoImageYet() {
    ProbeText bare = image().section("inside 6.1", OPTIONS);
    assertEquals(1, stepsAfter(OPTIONS, SeenFile.of("options vfio-pci\n"), bare));
    ProbeText converged = there(image()).section("inside 6.1", OPTIONS);
    assertEquals(1, stepsAfter(MODULES, SeenFile.of("vfio_pci\n"), converged));
    assertEquals(0, stepsAfter("/etc/motd", SeenFile.of("x\n"), converged));
  }

  @Test
  void whatAnEarlierTaskWouldRemoveIsStillInTheImage() {
    Output seen = Output.of(there(image()).section("inside 6.1", OPTIONS).print());
    FollowedImages state = WITHOUT.observe().reader().apply(seen);
    HoldsFiles gone = held(OPTIONS, SeenFile.ABSENT);
    assertEquals(1, WITHOUT.decide(state.among(List.of(gone))).steps().size());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertTrue(
        given(WITH)
            .refusesSeeing(Output.of(image().print()))
            .startsWith(OPTIONS + " cannot go into the initial RAM disk"));
  }

  @Test
  void aFileThatWouldComeBackIsRefused() {
    assertTrue(
        given(WITHOUT)
            .refusesSeeing(Output.of(there(image()).print()))
            .startsWith(OPTIONS + " is on this host"));
  }

  @Test
  void anotherToolIsNamed() {
    assertTrue(given(WITH).refusesSeeing(Output.of("")).contains("use the module dracut"));
  }

  @Test
  void pathsWithBlanksAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> tools(list(), list("/etc/a b"), list()));
  }

  @Test
  void aDriverIsLoadedByAHookOfOurOwn() {
    InitramfsTools drivers = tools(list("vfio-pci", "vfio_virqfd"), list(), list());
    ProbeText seen = image().section("drivers 6.1", "vfio_pci");
    Plan<FollowedImages> plan = given(drivers).seeing(seen.print()).plan();
    assertEquals(
        List.of("write /etc/initramfs-tools/hooks/javaform", "rebuild /boot/initrd.img-6.1"),
        purposes(plan));
    assertEquals(
        """
        #!/bin/sh
        # Written by the module initramfs_tools.
        [ "$1" != prereqs ] || exit 0
        . /usr/share/initramfs-tools/hook-functions
        ! modinfo -k "$version" vfio_pci >/dev/null 2>&1 || force_load vfio_pci
        """,
        plan.after().hook());
    ProbeText done =
        image()
            .section("drivers 6.1", "vfio_pci")
            .file("/etc/initramfs-tools/hooks/javaform", plan.after().hook());
    assertEquals(1, given(drivers).seeing(done.print()).plan().steps().size());
    given(drivers).seeing(done.section("inside 6.1", "driver vfio_pci").print()).changesNothing();
  }

  @Test
  void aFileThatNobodyCopiesIsCopiedByTheHook() {
    InitramfsTools files = tools(list(), list("/etc/javaform/vfio-bind"), list());
    ProbeText seen =
        image().section("files", Content.of("x").digest().sha256() + " /etc/javaform/vfio-bind");
    String hook = given(files).seeing(seen.print()).plan().after().hook();
    assertTrue(hook.contains("copy_file config /etc/javaform/vfio-bind || "), hook);
  }

  @Test
  void aHookThatIsNotNeededGoes() {
    ProbeText seen = image().file("/etc/initramfs-tools/hooks/javaform", "#!/bin/sh\n");
    assertEquals(
        List.of("remove /etc/initramfs-tools/hooks/javaform", "rebuild /boot/initrd.img-6.1"),
        purposes(given(WITHOUT).seeing(seen.print()).plan()));
  }

  @Test
  void aDriverThatNoKernelHasIsRefused() {
    String refusal =
        given(tools(list("vfoi"), list(), list())).refusesSeeing(Output.of(image().print()));
    assertTrue(refusal.startsWith("No kernel on this host (6.1) has the drivers vfoi"), refusal);
  }

  private static InitramfsTools tools(
      ImmutableList<String> drivers, ImmutableList<String> files, ImmutableList<String> absent) {
    return new InitramfsTools("javaform", drivers, files, absent, true);
  }

  private static int stepsAfter(String path, SeenFile planned, ProbeText seen) {
    FollowedImages state = WITH.observe().reader().apply(Output.of(seen.print()));
    return WITH.decide(state.among(List.of(held(path, planned)))).steps().size();
  }

  private static HoldsFiles held(String path, SeenFile file) {
    return () -> ImmutableMap.of(path, file);
  }

  private static List<String> purposes(Plan<?> plan) {
    return plan.steps().stream().map(step -> step.purpose()).toList();
  }

  private static ProbeText there(ProbeText host) {
    return host.section("files", Content.of("x").digest().sha256() + " " + OPTIONS);
  }

  private static ProbeText image() {
    return new ProbeText()
        .section("tools", "update-initramfs")
        .section("sources", Content.of("# none\n").digest().sha256() + " " + MODULES)
        .section("image 6.1", "/boot/initrd.img-6.1");
  }

  private static ImmutableList<String> list(String... words) {
    return ImmutableList.copyOf(words);
  }
}
