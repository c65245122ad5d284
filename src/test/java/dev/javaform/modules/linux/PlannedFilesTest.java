package dev.javaform.modules.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Content;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.files.Copy;
import dev.javaform.modules.linux.files.File;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.Slurp;
import dev.javaform.modules.linux.files.Stat;
import dev.javaform.modules.linux.initramfs.Dracut;
import dev.javaform.modules.linux.initramfs.Initramfs;
import dev.javaform.modules.linux.kernel.Sysctl;
import dev.javaform.modules.linux.memory.Hugepages;
import dev.javaform.modules.linux.memory.PagePools;
import dev.javaform.modules.linux.services.SystemdDisable;
import dev.javaform.modules.linux.text.Lineinfile;
import dev.javaform.modules.linux.tuned.Tuned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In check mode a task sees what an earlier one planned for the same file, however both ask. */
class PlannedFilesTest {

  private static final String PAGES = "/etc/tmpfiles.d/javaform-hugepages-2M.conf";
  private static final String RESERVED =
      "# Written by the module hugepages.\n"
          + "w /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages - - - - 2\n";
  private static final Hugepages HUGEPAGES = Tasks.task(Hugepages.class, "pages", 2);
  private static final Output TWO_PAGES =
      Output.of(
          new ProbeText()
              .section(
                  "pool /sys/kernel/mm",
                  "pages 2\nfree 2\nwritable 1\ntotal 67108864\nspare 60000000")
              .print());

  private static final String VFIO = "/etc/modprobe.d/vfio.conf";
  private static final String DRACUT = "/etc/dracut.conf.d/javaform.conf";
  private static final String SYSCTL = "/etc/sysctl.d/60-guest.conf";
  private static final Output NO_SYSCTL_FILE =
      Output.of(new ProbeText().section("running", "60").section("writable", "yes").print());

  /** What tasks would leave, one after the other. */
  private final List<Object> planned = new ArrayList<>();

  private <S> Plan<S> check(Module<S> module, Output seen) {
    Plan<S> plan = plan(module, seen);
    planned.add(plan.after());
    return plan;
  }

  private <S> Plan<S> plan(Module<S> module, Output output) {
    S seen = module.observe().reader().apply(output);
    return module.decide(
        seen instanceof Situated<?> situated
            ? module.observe().type().cast(situated.among(planned))
            : seen);
  }

  private static Output bare(String path) {
    String folder = path.substring(0, path.lastIndexOf('/'));
    return Output.of(
        "0022\nuid=0(root) gid=0(root) groups=0(root)\n"
            + path
            + "\0bare\n"
            + folder
            + "\00041ed 0 0 4096\nroot\nroot\n");
  }

  private static Output holding(String path, String text) {
    return Output.of(
        "0022\nuid=0(root) gid=0(root) groups=0(root)\n"
            + path
            + "\0node\n81a4 0 0 %d\nroot\nroot\nbytes\n%s".formatted(text.length(), text));
  }

  private static Output missing(String path) {
    return Output.of(path + "\0missing\0stat: cannot stat: No such file or directory\0");
  }

  private static Copy copy(String path, String text) {
    return Tasks.task(Copy.class, "dest", path, "content", text);
  }

  private static Lineinfile line(String path, String line) {
    return Tasks.task(Lineinfile.class, "path", path, "line", line);
  }

  private Map<?, ?> stat(String path, Output seen) {
    return (Map<?, ?>)
        plan(Tasks.task(Stat.class, "path", path), seen).returns().known().get("stat");
  }

  @Test
  void aFileOfHugepagesIsThereForWhoeverLooks() {
    check(HUGEPAGES, TWO_PAGES);
    assertTrue(plan(copy(PAGES, RESERVED), bare(PAGES)).isEmpty());
    Map<?, ?> stat = stat(PAGES, missing(PAGES));
    assertEquals(true, stat.get("exists"));
    assertEquals(true, stat.get("isreg"));
    assertEquals("0644", stat.get("mode"));
    assertEquals((long) RESERVED.length(), stat.get("size"));
    assertEquals(Content.of(RESERVED).sha1(), stat.get("checksum"));
    Plan<FileState> edit = check(line(PAGES, "# and more"), bare(PAGES));
    String text = edit.after().node().orElseThrow().data().orElseThrow().text().orElseThrow();
    assertEquals(RESERVED + "# and more\n", text);
  }

  @Test
  void hugepagesSeesWhatOthersWouldWrite() {
    check(copy(PAGES, RESERVED), bare(PAGES));
    assertTrue(plan(HUGEPAGES, TWO_PAGES).isEmpty());
    check(line(PAGES, "# and more"), bare(PAGES));
    Plan<PagePools> plan = plan(HUGEPAGES, TWO_PAGES);
    assertEquals(RESERVED + "# and more\n", plan.before().files().get(PAGES).text());
  }

  @Test
  void whatWouldBeRemovedIsWrittenAnew() {
    check(HUGEPAGES, TWO_PAGES);
    check(Tasks.task(File.class, "path", PAGES, "state", "absent"), holding(PAGES, RESERVED));
    assertEquals(false, stat(PAGES, missing(PAGES)).get("exists"));
    assertFalse(plan(HUGEPAGES, TWO_PAGES).isEmpty());
  }

  @Test
  void dracutSeesWhatWouldBeInItsFiles() {
    Dracut dracut =
        Tasks.task(Dracut.class, "drivers", List.of("vfio_pci"), "files", List.of(VFIO));
    ProbeText host =
        new ProbeText()
            .section("tools", "dracut")
            .section("image 6.1", "/boot/initrd.img-6.1")
            .section("drivers 6.1", "vfio_pci")
            .section("inside 6.1", "driver vfio_pci");
    check(copy(VFIO, "options vfio_pci ids=10de:1b80\n"), bare(VFIO));
    Plan<Initramfs> plan = check(dracut, Output.of(host.print()));
    assertTrue(plan.before().images().get("6.1").lacks().contains("file " + VFIO));
    assertEquals(true, stat(DRACUT, missing(DRACUT)).get("exists"));
    assertTrue(plan(copy(DRACUT, plan.after().config()), bare(DRACUT)).isEmpty());
    check(line(DRACUT, "hostonly=yes"), bare(DRACUT));
    assertTrue(plan(dracut, Output.of(host.print())).before().config().endsWith("hostonly=yes\n"));
  }

  @Test
  void twoParametersShareAFile() {
    check(sysctl("vm.swappiness", "10"), NO_SYSCTL_FILE);
    check(sysctl("vm.dirty_ratio", "5"), NO_SYSCTL_FILE);
    assertTrue(plan(sysctl("vm.swappiness", "10"), NO_SYSCTL_FILE).steps().size() < 2);
    String both = "vm.swappiness=10\nvm.dirty_ratio=5\n";
    assertTrue(plan(copy(SYSCTL, both), bare(SYSCTL)).isEmpty());
    check(line(SYSCTL, "vm.swappiness=1"), bare(SYSCTL));
    assertFalse(plan(sysctl("vm.swappiness", "10"), NO_SYSCTL_FILE).isEmpty());
  }

  private static Sysctl sysctl(String name, String value) {
    return Tasks.task(
        Sysctl.class, "name", name, "value", value, "sysctl_file", SYSCTL, "reload", false);
  }

  @Test
  void presetsAndProfilesAreFilesLikeOthers() {
    String units = "Id=cups.service\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled\n";
    check(
        Tasks.task(SystemdDisable.class, "units", List.of("cups"), "persist", true),
        Output.of(new ProbeText().section("units", units).print()));
    check(
        Tasks.task(Tuned.class, "profile", "mine", "content", "[main]"),
        Output.of(new ProbeText().section("installed", "yes").print()));
    for (String path :
        List.of("/etc/systemd/system-preset/10-javaform.preset", "/etc/tuned/mine/tuned.conf")) {
      assertEquals(true, stat(path, missing(path)).get("exists"), path);
    }
    check(copy("/etc/tuned/mine/tuned.conf", "[other]\n"), bare("/etc/tuned/mine/tuned.conf"));
    assertEquals(
        "[other]\n",
        plan(
                Tasks.task(Tuned.class, "profile", "mine", "content", "[main]"),
                Output.of(new ProbeText().section("installed", "yes").print()))
            .before()
            .content());
  }

  @Test
  void whatIsReadIsWhatWouldBeThere() {
    check(copy(SYSCTL, "vm.swappiness=10\n"), holding(SYSCTL, "vm.swappiness=60\n"));
    Object content =
        plan(Tasks.task(Slurp.class, "src", SYSCTL), Output.of("vm.swappiness=60\n"))
            .returns()
            .known()
            .get("content");
    assertEquals(
        "vm.swappiness=10\n",
        new String(Base64.getDecoder().decode((String) content), StandardCharsets.UTF_8));
  }
}
