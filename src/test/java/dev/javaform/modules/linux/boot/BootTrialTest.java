package dev.javaform.modules.linux.boot;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.ProbeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootTrialTest {

  private static final String RELEASE = "6.1.0-56-amd64";
  private static final String LINE = "root=UUID=d367 ro console=ttyS0 quiet";

  private static final String HEADER =
      """
      if [ "${next_entry}" ] ; then
         set default="${next_entry}"
         set next_entry=
         save_env next_entry
         set boot_once=true
      fi
      """;

  private static final String MENU =
      HEADER
          + """
          ### BEGIN /etc/grub.d/10_linux ###
          menuentry 'GNU/Linux' --class os $menuentry_id_option 'gnulinux-simple-d367' {
          	savedefault
          	if [ x$feature_platform_search_hint = xy ]; then
          	  search --no-floppy --fs-uuid --set=root d367
          	fi
          	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro console=ttyS0 quiet
          	initrd	/boot/microcode /boot/initrd.img-6.1.0-56-amd64
          }
          ### END /etc/grub.d/10_linux ###
          ### BEGIN /etc/grub.d/41_custom ###
          source ${config_directory}/custom.cfg
          ### END /etc/grub.d/41_custom ###
          """;

  private static final String MAIN =
      """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet"
      GRUB_CMDLINE_LINUX="console=ttyS0"
      """;

  private static final String IMAGE = "/boot/initrd.img-6.1.0-56-amd64";
  private static final String EARLY = "/boot/way-back.javaform-trial";
  private static final String CUSTOM = "/boot/grub/custom.cfg";

  private static ProbeText debian(String running, String menu, String main) {
    return host(running, "ext4 partition rw /boot/grub/grubenv")
        .section("tools", "update-grub\ngrub-mkconfig\ngrub-editenv")
        .section("drop-ins", "/usr/sbin/grub-mkconfig")
        .file("/etc/default/grub", main)
        .file("/boot/grub/grub.cfg", menu);
  }

  private static ProbeText debian() {
    return debian(LINE, MENU, MAIN);
  }

  private static ProbeText host(String running, String store) {
    return new ProbeText()
        .section("running", "BOOT_IMAGE=/boot/vmlinuz " + running)
        .section("boot-id", "4b7c")
        .section("release", RELEASE)
        .section("iommu", "ivhd0")
        .section("store", store)
        .section("makers", running.contains("booster") ? "" : "dracut\nmkinitramfs")
        .section("image " + IMAGE, "there");
  }

  private static ProbeText fedora(String environment) {
    return host("root=UUID=f ro", "ext4 partition rw /boot/grub2/grubenv")
        .section("tools", "grub2-mkconfig\ngrub2-editenv")
        .file("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"\"\nGRUB_ENABLE_BLSCFG=true\n")
        .file("/etc/machine-id", "m\n")
        .file("/boot/grub2/grub.cfg", HEADER + "blscfg\n")
        .file("/boot/grub2/grubenv", environment)
        .file(
            "/boot/loader/entries/m-6.1.0-56-amd64.conf",
            """
            title Fedora
            version 6.1.0-56-amd64
            linux /vmlinuz-6.1.0-56-amd64
            initrd /initramfs-6.1.0-56-amd64.img $tuned_initrd
            options root=UUID=f ro
            id m-6.1
            """)
        .file(
            "/boot/loader/entries/m-0-rescue.conf",
            "title Rescue\nlinux /vmlinuz-0-rescue\noptions root=UUID=f ro\n");
  }

  private static Plan<TrialState> plan(ProbeText host, String... arguments) {
    return given(task(BootTrial.class, with(arguments))).seeing(host.print()).plan();
  }

  private static String refusal(ProbeText host, String... arguments) {
    return given(task(BootTrial.class, with(arguments))).refusesSeeing(Output.of(host.print()));
  }

  private static Object[] with(String... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "present";
    all[1] = "iommu=pt";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }

  private static List<String> purposes(Plan<?> plan) {
    return plan.steps().stream().map(Step::purpose).toList();
  }

  private static String put(Plan<?> plan, String path) {
    return plan.steps().stream()
        .filter(step -> step instanceof Step.Put put && put.path().equals(path))
        .map(step -> ((Step.Put) step).content().text(Long.MAX_VALUE).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static String script(Plan<?> plan, String purpose) {
    return plan.steps().stream()
        .filter(step -> step.purpose().equals(purpose))
        .map(step -> ((Step.Run) step).script().shown())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTrialComesBeforeAnythingThatStays() {
    assertEquals(
        List.of(
            "make room for the trial",
            "write /etc/javaform/trial-watch",
            "write /etc/systemd/system/javaform-trial.service",
            "have the way back watched",
            "write " + EARLY,
            "write " + CUSTOM,
            "choose the trial for the next boot only",
            "reboot into the trial",
            "wait for the trial",
            "see whether it is as it has to be",
            "wait for the host",
            "try the new configuration",
            "make /etc/default/grub.d",
            "write /etc/default/grub.d/50-javaform.cfg",
            "rebuild the GRUB menu",
            "take the trial's traces away"),
        purposes(plan(debian())));
  }

  @Test
  void itsEntryIsACopyOfTheDefaultThatCannotBeRemembered() {
    String id = put(plan(debian()), CUSTOM).replaceFirst("(?s).*javaform\\.trial=(\\w+).*", "$1");
    assertEquals(
        """
        ### BEGIN javaform trial boot ###
        menuentry 'Trial of javaform' --class gnu-linux --class os --unrestricted --id 'A-javaform-trial' {
        	if [ x$feature_platform_search_hint = xy ]; then
        	  search --no-floppy --fs-uuid --set=root d367
        	fi
        	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro console=ttyS0 quiet iommu=pt javaform.trial=TRIAL panic=20 systemd.crash_reboot=1 rdinit=/javaform-trial-init rd.shell=0 rd.emergency=reboot rd.retry=60 rd.timeout=90
        	initrd	/boot/way-back.javaform-trial /boot/microcode /boot/initrd.img-6.1.0-56-amd64
        }
        ### END javaform trial boot ###
        """
            .replace("=TRIAL ", "=" + id + " "),
        put(plan(debian()), CUSTOM));
  }

  @Test
  void whatStandsInTheSameFileStays() {
    String others = "menuentry 'Mine' {\n}\n";
    String custom = put(plan(debian().file(CUSTOM, others)), CUSTOM);
    assertTrue(custom.startsWith(others + TrialMenu.BEGIN), custom);
    assertEquals(others, TrialMenu.without(custom));
    assertEquals(custom, put(plan(debian().file(CUSTOM, custom)), CUSTOM));
  }

  @Test
  void anImageThatIsOlderThanWhatItIsMadeOfIsTriedBesideTheGoodOne() {
    Plan<TrialState> plan =
        plan(
            debian(
                    LINE + " iommu=pt",
                    MENU.replace("quiet", "quiet iommu=pt"),
                    MAIN.replace("quiet", "quiet iommu=pt"))
                .section("image " + IMAGE, "stale"),
            "initramfs",
            "true");
    assertTrue(
        put(plan, CUSTOM)
            .contains("\tinitrd	" + EARLY + " /boot/microcode " + IMAGE + ".javaform-trial\n"));
    assertTrue(script(plan, "make the trial's image").startsWith("kernel=" + RELEASE));
    assertTrue(
        purposes(plan).indexOf("put the image in place")
            > purposes(plan).indexOf("try the new configuration"));
  }

  @Test
  void theTimeBeforeTheRootFileSystemIsWatchedToo() {
    Plan<TrialState> plan = plan(debian(), "minutes", "7");
    assertEquals(
        TrialEarlyWatch.archive(7),
        plan.steps().stream()
            .filter(step -> step.purpose().equals("write " + EARLY))
            .map(step -> ((Step.Put) step).content())
            .findFirst()
            .orElseThrow());
    assertTrue(script(plan, "make room for the trial").contains("needs 64 there"));
    assertFalse(
        put(plan(debian(LINE, MENU.replace("quiet", "quiet nosmt"), MAIN)), CUSTOM)
            .replaceFirst("(?s).*A-javaform-before", "")
            .contains("way-back"));
    assertEquals(List.of(), plan.before().leftovers());
    assertEquals(List.of(EARLY), plan(debian().section("left", EARLY)).before().leftovers());
    assertFalse(plan.returns().known().toString().contains("rdinit"));
  }

  @Test
  void itIsNotWatchedWhereNothingCouldStartTheWatch() {
    String own = LINE + " rdinit=/own";
    String builtIn = MENU.replaceAll("\tinitrd.*\n", "");
    for (ProbeText host :
        List.of(
            debian(own, MENU.replace("quiet", "quiet rdinit=/own"), MAIN),
            debian(LINE, builtIn, MAIN),
            debian(LINE, MENU.replace("/boot/initrd.img", "/boot/booster"), MAIN),
            debian(LINE + " booster.debug", MENU.replace("quiet", "quiet booster.debug"), MAIN))) {
      Plan<TrialState> plan = plan(host);
      assertFalse(purposes(plan).contains("write " + EARLY));
      assertFalse(put(plan, CUSTOM).contains("way-back"));
      assertFalse(put(plan, CUSTOM).contains("rdinit=/javaform"));
    }
  }

  @Test
  void nothingIsBootedWhereTheRunningKernelHasItAll() {
    Plan<TrialState> plan =
        plan(
            debian(
                LINE + " iommu=pt",
                MENU.replace("quiet", "quiet iommu=pt"),
                MAIN.replace("quiet", "quiet iommu=pt")));
    assertEquals(List.of(), purposes(plan));
    assertEquals(false, plan.returns().known().get("trial"));
  }

  @Test
  void whatTheRunningKernelHasProvedIsWrittenWithoutABoot() {
    assertEquals(
        List.of(
            "see whether the running kernel is as it has to be",
            "make /etc/default/grub.d",
            "write /etc/default/grub.d/50-javaform.cfg",
            "rebuild the GRUB menu"),
        purposes(plan(debian(LINE + " iommu=pt", MENU, MAIN))));
  }

  @Test
  void aTrialThatNobodyConcludedIsConfirmedAndFollowed() {
    Plan<TrialState> plan =
        plan(
            debian(LINE + " iommu=pt javaform.trial=abc panic=20", MENU, MAIN)
                .section("left", IMAGE + ".javaform-trial"));
    assertTrue(
        script(plan, "see whether the running kernel is as it has to be")
            .contains("/run/javaform-trial-abc"));
    assertEquals("take a trial's traces away", purposes(plan).getLast());
    assertFalse(plan.before().boot().running().contains("panic=20"));
  }

  @Test
  void aTrialThatWasConfirmedIsABootLikeAnyOther() {
    ProbeText host =
        debian(
                LINE + " iommu=pt javaform.trial=abc panic=20",
                MENU.replace("quiet", "quiet iommu=pt"),
                MAIN.replace("quiet", "quiet iommu=pt"))
            .section("confirmed", "abc");
    assertEquals(List.of(), purposes(plan(host)));
    Plan<TrialState> next =
        given(task(BootTrial.class, "present", "nosmt")).seeing(host.print()).plan();
    assertTrue(put(next, CUSTOM).contains("quiet iommu=pt nosmt javaform.trial="));
    assertFalse(put(next, CUSTOM).contains("A-javaform-before"));
  }

  @Test
  void theWayBackIsWhatRunsWhereTheDefaultAlreadyIsSomethingElse() {
    String custom =
        put(
            plan(
                debian(
                    LINE,
                    MENU.replace("quiet", "quiet iommu=pt"),
                    MAIN.replace("quiet", "quiet iommu=pt"))),
            CUSTOM);
    assertTrue(custom.contains("--id 'A-javaform-before'"), custom);
    assertTrue(custom.contains("console=ttyS0 quiet\n"), custom);
    assertTrue(
        custom.contains("if [ -z \"${boot_once}\" ]; then\n  set default=\"A-javaform-before\""),
        custom);
  }

  @Test
  void refusesWhereTheChoiceOfAnEntryWouldStay() {
    for (String store :
        List.of(
            "btrfs disk rw /boot/grub/grubenv",
            "ext4 LVM rw /boot/grub/grubenv",
            "xfs mdraid rw /boot/grub/grubenv",
            "zfs disk rw /boot/grub/grubenv")) {
      ProbeText host =
          host(LINE, store)
              .section("tools", "update-grub\ngrub-editenv")
              .file("/etc/default/grub", MAIN)
              .file("/boot/grub/grub.cfg", MENU);
      String refusal = refusal(host);
      assertTrue(refusal.contains("a chosen entry would stay chosen"), refusal);
      assertTrue(refusal.contains(store.substring(0, 3)), refusal);
      Plan<TrialState> plan = plan(host, "accept_unprotected_boot", "true");
      assertTrue(put(plan, CUSTOM).contains("A-javaform-before"));
      assertFalse(purposes(plan).contains("choose the trial for the next boot only"));
      assertTrue(purposes(plan).contains("reboot the host"));
    }
  }

  @Test
  void filesOfEntriesGetAnotherThatSortsLast() {
    Plan<TrialState> plan = plan(fedora("# GRUB Environment Block\n"));
    String path = "/boot/loader/entries/A-javaform-trial.conf";
    String entry = put(plan, path);
    assertTrue(entry.startsWith("title Fedora, trial of javaform\nversion 6.1.0"), entry);
    assertTrue(entry.contains("options root=UUID=f ro iommu=pt javaform.trial="), entry);
    assertFalse(entry.contains("\nid "), entry);
    String choice = script(plan, "choose the trial for the next boot only");
    assertTrue(
        choice.contains("grub2-editenv /boot/grub2/grubenv set saved_entry=m-6.1.0-56-amd64"),
        choice);
    assertTrue(choice.contains("set next_entry=A-javaform-trial"), choice);
  }

  @Test
  void aFileOfAnEntryNamesTheArchiveOnALineOfItsOwn() {
    ProbeText host = fedora("").section("image /boot/initramfs-6.1.0-56-amd64.img", "there");
    String path = "/boot/loader/entries/A-javaform-trial.conf";
    assertFalse(put(plan(host), path).contains("rdinit="));
    Plan<TrialState> plan = plan(host.file("/etc/kernel/cmdline", "root=UUID=f ro\n"));
    assertTrue(purposes(plan).contains("write " + EARLY));
    assertTrue(
        put(plan, path)
            .contains(
                "\ninitrd /way-back.javaform-trial\ninitrd /initramfs-6.1.0-56-amd64.img $tuned_initrd\n"),
        put(plan, path));
    assertTrue(put(plan, path).contains(" rdinit=/javaform-trial-init "), put(plan, path));
  }

  @Test
  void aSavedEntryIsLeftAsItIs() {
    Plan<TrialState> plan = plan(fedora("saved_entry=m-6.1.0-56-amd64\n"));
    assertTrue(script(plan, "choose the trial for the next boot only").startsWith("[ -z '' ]"));
  }

  @Test
  void systemdBootIsToldByItsOwnTool() {
    ProbeText host =
        host("root=PARTUUID=1 rw", "")
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .section("efi LoaderEntryDefault", "arch.conf")
            .section("variables", "yes")
            .file(
                "/efi/loader/entries/arch.conf",
                "title Arch\nversion "
                    + RELEASE
                    + "\nlinux /vmlinuz-"
                    + RELEASE
                    + "\noptions root=PARTUUID=1 rw initrd=\\a.img\n")
            .file(
                "/efi/loader/entries/lts.conf",
                "title LTS\nversion 6.0\nlinux /vmlinuz-lts\noptions root=PARTUUID=1 rw\n");
    Plan<TrialState> plan = plan(host);
    assertTrue(
        script(plan, "choose the trial for the next boot only")
            .contains("bootctl set-oneshot A-javaform-trial.conf"));
    assertTrue(
        put(plan, "/efi/loader/entries/A-javaform-trial.conf")
            .contains("options initrd=\\a.img root=PARTUUID=1 rw iommu=pt "));
  }

  @Test
  void systemdBootWithoutVariablesCannotChooseForOnce() {
    ProbeText host =
        host("root=PARTUUID=1 rw", "")
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .file(
                "/efi/loader/entries/arch.conf",
                "title Arch\nlinux /vmlinuz\noptions root=PARTUUID=1 rw\n")
            .file(
                "/efi/loader/entries/lts.conf",
                "title LTS\nlinux /lts\noptions root=PARTUUID=1 rw\n");
    assertTrue(refusal(host).contains("EFI variables"), refusal(host));
  }

  @Test
  void tellsWhyTheOldConfigurationIsRunning() {
    Plan<TrialState> plan = plan(debian());
    int end = purposes(plan).indexOf("try the new configuration");
    List<Output> outputs = new ArrayList<>(Collections.nCopies(end, Output.of("")));
    outputs.add(Output.of(1, "The trial boot did not come up.\nroot=LABEL=x: no such\n", ""));
    Map<String, Object> learned = plan.returns().learned().apply(outputs);
    assertEquals(true, learned.get("rebooted"));
    assertEquals("The trial boot did not come up.\nroot=LABEL=x: no such", learned.get("msg"));
  }

  @Test
  void whatFailedIsNotReturnedAsIfItWereWritten() {
    Plan<TrialState> plan = plan(debian());
    assertTrue(plan.returns().known().get("running").toString().contains("iommu=pt"));
    for (String where : List.of("write " + CUSTOM, "try the new configuration")) {
      List<Output> outputs =
          new ArrayList<>(Collections.nCopies(purposes(plan).indexOf(where), Output.of("")));
      outputs.add(Output.of(1, "why\n", ""));
      Map<String, Object> learned = plan.returns().learned().apply(outputs);
      for (String value : List.of("entries", "future_kernels", "running")) {
        assertFalse(learned.get(value).toString().contains("iommu=pt"), learned.toString());
      }
      assertEquals(plan.before().boot().entries(), learned.get("entries"));
    }
  }

  @Test
  void whatWasWrittenIsReturned() {
    Plan<TrialState> plan = plan(debian());
    List<Output> outputs = Collections.nCopies(plan.steps().size(), Output.of(""));
    Map<String, Object> learned = plan.returns().learned().apply(outputs);
    assertFalse(learned.containsKey("entries"), learned.toString());
    assertTrue(plan.returns().known().get("entries").toString().contains("iommu=pt"));
  }

  @Test
  void noBootCutsAGuestOff() {
    ProbeText host = debian().section("guests", "win11");
    assertEquals(
        "win11 is running on this host; a boot would cut it off. Shut it down first."
            + " Nothing was changed.",
        refusal(host));
    assertTrue(
        refusal(debian().section("guests", "a\nb"), "accept_unprotected_boot", "true")
            .startsWith("a, b are running on this host; a boot would cut them off."));
    ProbeText same =
        debian(
            LINE + " iommu=pt",
            MENU.replace("quiet", "quiet iommu=pt"),
            MAIN.replace("quiet", "quiet iommu=pt"));
    assertEquals(List.of(), purposes(plan(same.section("guests", "win11"))));
  }

  @Test
  void refusesAssertsThatMeanNothing() {
    for (Map<String, Object> asserts :
        List.<Map<String, Object>>of(
            Map.of("vfoi", List.of()), Map.of("vfio", "3:0"), Map.of("memory_mb", "much"))) {
      assertThrows(IllegalArgumentException.class, () -> TrialAsserts.of(asserts));
    }
  }

  @Test
  void everyShellReadsItsScripts() throws Exception {
    for (Step step : plan(debian(), "initramfs", "false").steps()) {
      if (step instanceof Step.Run run) {
        var shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        shell.getOutputStream().write(((Script.Sh) run.script()).text().getBytes(UTF_8));
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, shell.waitFor(), step.purpose() + ": " + said);
      }
    }
  }
}
