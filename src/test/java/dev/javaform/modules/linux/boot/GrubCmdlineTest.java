package dev.javaform.modules.linux.boot;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrubCmdlineTest {

  private static final String MENU =
      """
      ### BEGIN /etc/grub.d/10_linux ###
      menuentry 'GNU/Linux' --class os $menuentry_id_option 'gnulinux-simple-d367' {
      	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro console=ttyS0 quiet
      }
      menuentry 'GNU/Linux (recovery mode)' $menuentry_id_option 'gnulinux-recovery-d367' {
      	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro single console=ttyS0
      }
      ### END /etc/grub.d/10_linux ###
      """;

  private static final String MAIN =
      """
      GRUB_DEFAULT=saved
      GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`
      GRUB_CMDLINE_LINUX_DEFAULT="quiet"
      GRUB_CMDLINE_LINUX="console=ttyS0"
      """;

  private static final String DROP_IN = "/etc/default/grub.d/50-javaform.cfg";

  @Test
  void newArgumentsStandInAFileOfTheirOwn() {
    Plan<BootArguments> plan = plan(present("iommu=pt"), debian(MAIN));
    assertEquals(
        List.of("root=UUID=d367", "ro", "console=ttyS0", "quiet", "iommu=pt"),
        plan.after().entries().get("GNU/Linux"));
    assertEquals(
        "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT iommu=pt\"",
        put(plan, DROP_IN).lines().toList().getLast());
    assertEquals(List.of("put " + DROP_IN, "update-grub"), shown(plan));
  }

  @Test
  void theRecoveryEntryIsLeftAlone() {
    Plan<BootArguments> plan = plan(present("iommu=pt"), debian(MAIN));
    assertEquals(List.of("GNU/Linux"), plan.after().entries().keySet().asList());
    assertEquals("GNU/Linux (recovery mode)", plan.returns().known().get("left_alone"));
  }

  @Test
  void theRunningKernelOnlyNeedsAReboot() {
    ProbeText converged =
        new ProbeText()
            .section("running", "BOOT_IMAGE=/vmlinuz root=UUID=d367 ro console=ttyS0 quiet")
            .section("tools", "update-grub")
            .section("drop-ins", "/usr/sbin/grub-mkconfig")
            .section("iommu", "ivhd0")
            .file("/etc/default/grub", MAIN.replace("quiet", "quiet iommu=pt"))
            .file("/boot/grub/grub.cfg", MENU.replace("quiet", "quiet iommu=pt"));
    Plan<BootArguments> plan = plan(present("iommu=pt"), converged);
    assertTrue(plan.isEmpty());
    assertEquals(true, plan.returns().known().get("reboot_required"));
  }

  @Test
  void aStaleMenuIsRebuiltAlone() {
    Plan<BootArguments> plan =
        plan(present("iommu=pt"), debian(MAIN.replace("quiet", "quiet iommu=pt")));
    assertEquals(List.of("update-grub"), shown(plan));
  }

  @Test
  void anotherValueIsChangedWhereItStands() {
    Plan<BootArguments> plan =
        plan(present("iommu=pt"), debian(MAIN.replace("quiet", "iommu=soft quiet")));
    assertEquals(MAIN.replace("quiet", "iommu=pt quiet"), put(plan, "/etc/default/grub"));
    assertTrue(shown(plan).getFirst().contains("cp -p -- /etc/default/grub"));
  }

  @Test
  void whatMustGoIsRemovedWhereverItStands() {
    ProbeText host =
        debian(MAIN)
            .file(DROP_IN, "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT iommu=pt\"\n");
    Plan<BootArguments> plan = plan(absent("iommu", "quiet"), host);
    assertEquals(MAIN.replace("quiet", ""), put(plan, "/etc/default/grub"));
    assertEquals("rm -f -- " + DROP_IN, shown(plan).get(2));
  }

  @Test
  void severalTasksShareTheFile() {
    ProbeText host =
        debian(MAIN)
            .file(DROP_IN, "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT iommu=pt\"\n");
    assertTrue(
        put(plan(present("nowatchdog"), host), DROP_IN).endsWith(" iommu=pt nowatchdog\"\n"));
  }

  @Test
  void aFileReadLaterThatWouldUndoItIsNamed() {
    ProbeText host =
        debian(MAIN).file("/etc/default/grub.d/99-site.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=ro\n");
    assertTrue(
        refusal(present("iommu=pt"), host)
            .startsWith("The kernel arguments asked for would have no effect"));
  }

  @Test
  void whatTheShellPutsTogetherIsNotEdited() {
    ProbeText host = debian(MAIN.replace("quiet", "quiet iommu=$(cat /etc/iommu)"));
    assertTrue(
        refusal(present("iommu=pt"), host).startsWith("/etc/default/grub:3: what GRUB gets"));
    ProbeText other = debian(MAIN.replace("quiet", "quiet $(cat /etc/more)"));
    assertTrue(
        refusal(present("nowatchdog"), other).startsWith("/etc/default/grub:3: what GRUB gets"));
  }

  @Test
  void whatGrubWouldUnderstandDifferentlyIsRefused() {
    assertTrue(refusal(present("x=it's"), debian(MAIN)).contains("with a meaning to the shell"));
    assertTrue(refusal(present("x=a\\b"), debian(MAIN)).contains("with a meaning to the shell"));
  }

  @Test
  void whatMeansSomethingToGrubIsWrittenSoThatItReachesTheKernel() {
    assertEquals(
        "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT memmap=2G\\\\\\$4G"
            + " ds=nocloud\\\\;s=http://10.0.0.1/\"",
        put(plan(present("memmap=2G$4G", "ds=nocloud;s=http://10.0.0.1/"), debian(MAIN)), DROP_IN)
            .lines()
            .toList()
            .getLast());
  }

  @Test
  void whatStandsBehindTheEndOfGrubsCommandIsNotThere() {
    ProbeText host =
        debian(MAIN.replace("console=ttyS0", "ds=nocloud;s=x"))
            .file("/boot/grub/grub.cfg", MENU.replace("console=ttyS0", "ds=nocloud;s=x"));
    assertTrue(
        refusal(present("quiet"), host)
            .startsWith("/etc/default/grub:4: GRUB ends the kernel's command at \";\""));
    assertTrue(plan(absent("amd_iommu"), host).isEmpty());
  }

  @Test
  void aValueThatAnotherProgramMakesOfItselfIsChangedWhereItStands() {
    String appending =
        "GRUB_CMDLINE_LINUX_DEFAULT=\"${GRUB_CMDLINE_LINUX_DEFAULT:+$GRUB_CMDLINE_LINUX_DEFAULT"
            + " }\\$tuned_params\"\n";
    ProbeText host = debian(MAIN.replace("quiet", "quiet loglevel=3 amd_iommu=on") + appending);
    assertEquals(
        MAIN.replace("quiet", "quiet loglevel=4") + appending,
        put(plan(with(List.of("loglevel=4"), List.of("amd_iommu")), host), "/etc/default/grub"));
  }

  @Test
  void nothingIsWrittenWhereOneTargetCannotBe() {
    ProbeText host =
        debian(MAIN.replace("quiet", "iommu=soft")).section("unwritable", "/boot/grub");
    assertTrue(
        refusal(present("iommu=pt"), host)
            .startsWith("/boot/grub cannot be written, so nothing was changed."));
  }

  @Test
  void theFolderOfDropInsIsMade() {
    assertEquals(
        List.of("mkdir -p -m 0755 /etc/default/grub.d", "put " + DROP_IN, "update-grub"),
        shown(plan(present("iommu=pt"), withoutFolder(MAIN))));
  }

  @Test
  void withoutTheToolThatMakesTheMenuNothingIsWritten() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=UUID=d367")
            .file("/etc/default/grub", MAIN)
            .file("/boot/grub/grub.cfg", MENU);
    assertTrue(refusal(present("iommu=pt"), host).startsWith("There is no update-grub"));
  }

  @Test
  void withoutDropInsTheMainFileIsChanged() {
    ProbeText arch =
        new ProbeText()
            .section("running", "root=UUID=d367")
            .section("tools", "grub-mkconfig")
            .file("/etc/default/grub", MAIN)
            .file("/boot/grub/grub.cfg", MENU);
    Plan<BootArguments> plan = plan(present("iommu=pt"), arch);
    assertEquals(MAIN.replace("quiet", "quiet iommu=pt"), put(plan, "/etc/default/grub"));
    assertEquals("grub-mkconfig -o /boot/grub/grub.cfg", shown(plan).getLast());
  }

  @Test
  void fedorasEntriesAndFutureKernelsAreWritten() {
    Plan<BootArguments> plan = plan(present("iommu=pt"), fedora());
    assertEquals(
        List.of(
            "put /boot/loader/entries/m-6.12.5.conf",
            "put /boot/loader/entries/m-6.11.9.conf",
            "put /etc/kernel/cmdline",
            "put /etc/default/grub"),
        shown(plan).stream().filter(step -> step.startsWith("put")).toList());
    assertEquals(
        """
        title Fedora 6.12.5
        version 6.12.5
        linux /vmlinuz-6.12.5
        options root=UUID=1 ro rootflags=subvol=root $tuned_params iommu=pt
        grub_class fedora
        """,
        put(plan, "/boot/loader/entries/m-6.12.5.conf"));
    assertEquals("root=UUID=1 ro iommu=pt\n", put(plan, "/etc/kernel/cmdline"));
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"rhgb quiet iommu=pt\"\nGRUB_ENABLE_BLSCFG=true\n",
        put(plan, "/etc/default/grub"));
    assertEquals("m-0-rescue", plan.returns().known().get("left_alone"));
  }

  @Test
  void aCommandLineWithoutRootIsNeverWritten() {
    ProbeText host = fedora().file("/etc/kernel/cmdline", "quiet\n");
    assertTrue(refusal(present("iommu=pt"), host).startsWith("/etc/kernel/cmdline holds no root="));
  }

  @Test
  void kernelOptionsInTheEnvironmentAreSetThere() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=/dev/mapper/rl-root ro")
            .section("tools", "grub2-mkconfig\ngrub2-editenv")
            .file("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"quiet\"\nGRUB_ENABLE_BLSCFG=true\n")
            .file(
                "/boot/grub2/grubenv",
                "# GRUB Environment Block\nkernelopts=root=/dev/mapper/rl-root ro \n###")
            .file(
                "/boot/loader/entries/m-4.18.conf",
                "linux /vmlinuz\noptions $kernelopts $tuned_params\n");
    Plan<BootArguments> plan = plan(present("iommu=pt"), host);
    assertEquals(
        "grub2-editenv - set 'kernelopts=root=/dev/mapper/rl-root ro iommu=pt'",
        shown(plan).getFirst());
  }

  @Test
  void systemdBootKeepsTheOldestEntryAsTheWayBack() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=PARTUUID=1 rw")
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .file("/efi/loader/loader.conf", "timeout 3\ndefault arch*\n")
            .file(
                "/efi/loader/entries/arch.conf",
                "title Arch\n"
                    + "version 6.12\n"
                    + "linux /vmlinuz-linux\n"
                    + "options root=PARTUUID=1 rw initrd=\\a.img\n")
            .file(
                "/efi/loader/entries/arch-lts.conf",
                "title LTS\nversion 6.6\nlinux /vmlinuz-lts\noptions root=PARTUUID=1 rw\n");
    Plan<BootArguments> plan = plan(present("iommu=pt"), host);
    assertEquals(
        "title Arch\n"
            + "version 6.12\n"
            + "linux /vmlinuz-linux\n"
            + "options root=PARTUUID=1 rw initrd=\\a.img iommu=pt\n",
        put(plan, "/efi/loader/entries/arch.conf"));
    assertEquals("arch-lts", plan.returns().known().get("left_alone"));
    assertEquals("systemd-boot", plan.returns().known().get("boot_loader"));
  }

  @Test
  void systemdBootCountsTriesInTheNameOfAnEntry() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=PARTUUID=1 rw")
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .section("efi LoaderEntryDefault", "m-6.6.conf")
            .file("/efi/loader/entries/m-6.12+3.conf", "linux /a\noptions root=PARTUUID=1\n")
            .file("/efi/loader/entries/m-6.6+2-1.conf", "linux /b\noptions root=PARTUUID=1\n");
    Plan<BootArguments> plan = plan(present("iommu=pt"), host);
    assertEquals("m-6.6", plan.returns().known().get("next_boot"));
    assertEquals(List.of("m-6.12", "m-6.6"), plan.after().entries().keySet().asList());
  }

  @Test
  void anImageThatSystemdBootStartsIsNotMistakenForAnOldGrub() {
    ProbeText host =
        debian(MAIN)
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .section("images", "/efi/EFI/Linux/a.efi");
    assertTrue(
        refusal(present("iommu=pt"), host).startsWith("This host starts a unified kernel image"));
  }

  @Test
  void whatADropInWouldUndoIsNotWrittenForFutureKernels() {
    ProbeText host =
        fedora()
            .section("drop-ins", "/usr/sbin/grub2-mkconfig")
            .file("/etc/default/grub.d/a.cfg", "[ -e /x ] && GRUB_CMDLINE_LINUX=quiet\n");
    assertTrue(
        refusal(present("iommu=pt"), host)
            .startsWith("/etc/default/grub.d/a.cfg:1: what GRUB gets as kernel arguments"));
  }

  @Test
  void entriesOfAnotherSystemAreNotTouched() {
    ProbeText host =
        fedora()
            .file(
                "/boot/loader/entries/other.conf",
                "linux /vmlinuz\nmachine-id ffff\noptions root=LABEL=x\n");
    assertEquals(
        List.of("m-6.12.5", "m-6.11.9"),
        plan(present("iommu=pt"), host).after().entries().keySet().asList());
  }

  @Test
  void theEntryOfAnImageThatWasSetAsideIsNotTouched() {
    ProbeText host =
        fedora()
            .file(
                "/boot/loader/entries/A-javaform-old-6.12.5.conf",
                "linux /vmlinuz\noptions root=LABEL=x\n");
    Plan<BootArguments> plan = plan(present("iommu=pt"), host);
    assertEquals(List.of("m-6.12.5", "m-6.11.9"), plan.after().entries().keySet().asList());
    assertEquals("m-0-rescue", plan.returns().known().get("left_alone"));
  }

  @Test
  void grubStartsTheFirstEntryByTheNameOfItsFile() {
    Plan<BootArguments> plan = plan(present("iommu=pt"), twoMachines(""));
    assertEquals("10aa-5.14.0-100", plan.returns().known().get("next_boot"));
    assertEquals("cdbb-5.14.0-200.1", plan.returns().known().get("left_alone"));
    assertEquals(
        List.of("10aa-5.14.0-100", "cdbb-5.14.0-200.2"), plan.after().entries().keySet().asList());
  }

  @Test
  void grubStartsTheEntryThatItsEnvironmentNames() {
    assertEquals("cdbb-5.14.0-200.2", next("saved_entry=cdbb-5.14.0-200.2\n"));
    assertEquals("cdbb-5.14.0-200.2", next("saved_entry=1\n"));
    assertEquals("cdbb-5.14.0-200.1", next("saved_entry=1\nnext_entry=cdbb-5.14.0-200.1\n"));
    assertEquals("10aa-5.14.0-100", next("saved_entry=gone\n"));
    assertEquals("cdbb-5.14.0-200.1", next("saved_entry=Linux cdbb-5.14.0-200.1\n"));
  }

  private static Object next(String environment) {
    return plan(present("iommu=pt"), twoMachines(environment)).returns().known().get("next_boot");
  }

  private static ProbeText twoMachines(String environment) {
    String entry = "title Linux %s\nversion %s\nlinux /vmlinuz\noptions root=UUID=1\n";
    ProbeText host =
        new ProbeText()
            .section("running", "root=UUID=1 ro")
            .section("iommu", "dmar0")
            .file("/etc/machine-id", "cdbb\n")
            .file("/etc/kernel/cmdline", "root=UUID=1 ro\n")
            .file("/boot/grub2/grubenv", "# GRUB Environment Block\n" + environment)
            .file("/boot/grub2/grub.cfg", "insmod blscfg\nblscfg\n");
    for (String id : List.of("10aa-5.14.0-100", "cdbb-5.14.0-200.1", "cdbb-5.14.0-200.2")) {
      host.file("/boot/loader/entries/" + id + ".conf", entry.replace("%s", id));
    }
    return host;
  }

  @Test
  void proxmoxIsToldWhichFileItsLoaderReads() {
    ProbeText grub = debian(MAIN).section("owners", "proxmox-boot-tool");
    String refusal = refusal(present("iommu=pt"), grub);
    assertTrue(refusal.contains("in GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub."), refusal);
    assertTrue(refusal.contains("\"proxmox-boot-tool refresh\""), refusal);
    ProbeText systemd = grub.section("efi LoaderInfo", "systemd-boot 254.1-1");
    assertTrue(refusal(present("iommu=pt"), systemd).contains("in /etc/kernel/cmdline."));
  }

  @Test
  void otherLoadersAreNamedWithWhatToDoByHand() {
    ProbeText limine =
        new ProbeText().section("running", "root=UUID=1").section("efi LoaderInfo", "Limine 8.0");
    assertTrue(
        refusal(present("iommu=pt"), limine).contains("\"cmdline:\" lines of its limine.conf"));
    ProbeText refind =
        new ProbeText().section("running", "root=UUID=1").section("others", "rEFInd");
    assertTrue(refusal(present("iommu=pt"), refind).contains("/boot/refind_linux.conf"));
    ProbeText strange =
        new ProbeText().section("running", "root=UUID=1").section("efi LoaderInfo", "Clover 5");
    assertTrue(refusal(present("iommu=pt"), strange).startsWith("\"Clover 5\" starts this host"));
    ProbeText chained = debian(MAIN).section("efi LoaderInfo", "rEFInd 0.14");
    assertEquals("GRUB", plan(present("iommu=pt"), chained).returns().known().get("boot_loader"));
  }

  @Test
  void grubOfOpenSuseBelongsToSdbootutil() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=UUID=1")
            .section("tools", "sdbootutil")
            .section("efi LoaderInfo", "GRUB 2.12")
            .file("/boot/efi/loader/entries/m-6.conf", "linux /a\noptions root=UUID=1\n");
    assertTrue(refusal(present("iommu=pt"), host).contains("\"sdbootutil update-all-entries\""));
  }

  @Test
  void anEntryThatNeverCameUpIsNotTheWayBack() {
    ProbeText host =
        new ProbeText()
            .section("running", "root=PARTUUID=1 rw")
            .section("efi LoaderInfo", "systemd-boot 255.4")
            .file("/efi/loader/entries/m-6.12.conf", "linux /a\noptions root=PARTUUID=1\n")
            .file("/efi/loader/entries/m-6.6.conf", "linux /b\noptions root=PARTUUID=1\n")
            .file("/efi/loader/entries/m-6.13+0-3.conf", "linux /c\noptions root=PARTUUID=1\n");
    Plan<BootArguments> plan = plan(present("iommu=pt"), host);
    assertEquals("m-6.12", plan.returns().known().get("next_boot"));
    assertEquals("m-6.6", plan.returns().known().get("left_alone"));
  }

  @Test
  void systemsWithAToolOfTheirOwnAreRefusedWithItsName() {
    ProbeText ostree = debian(MAIN).section("owners", "ostree");
    assertTrue(
        refusal(present("iommu=pt"), ostree).contains("rpm-ostree kargs --append-if-missing"));
  }

  @Test
  void aContainerHasNoBootLoader() {
    ProbeText container =
        new ProbeText().section("running", "quiet").section("container", "systemd-nspawn");
    String refusal = refusal(present("iommu=pt"), container);
    assertTrue(refusal.startsWith("No boot loader was found"));
    assertTrue(refusal.contains("This host is a container (systemd-nspawn)"));
  }

  @Test
  void onlyRootSeesTheMenu() {
    ProbeText host =
        new ProbeText().section("running", "quiet").section("unreadable", "/boot/grub/grub.cfg");
    assertEquals(
        "Only root may read /boot/grub/grub.cfg on this host: set \"become: true\".",
        refusal(present("iommu=pt"), host));
  }

  @Test
  void risksAreNamedUntilTheyAreAccepted() {
    ProbeText host =
        debian(MAIN).section("vulnerabilities", "meltdown:Not affected\nretbleed:Vulnerable");
    String refusal = refusal(present("mitigations=off"), host);
    assertTrue(refusal.contains("retbleed: Vulnerable") && !refusal.contains("meltdown"), refusal);
    assertTrue(refusal.contains("accept: [mitigations_off]"), refusal);
    for (String token :
        List.of("audit=0", "audit=off", "mitigations=\"off\"", "spectre-v2=off", "nopti")) {
      assertTrue(refusal(present(token), host).contains("kernel_arguments_accept"), token);
    }
    assertEquals(List.of(), plan(present("mitigations=auto,nosmt", "audit=1"), host).warnings());
    GrubCmdline accepting =
        new GrubCmdline(
            ImmutableList.of("mitigations=off"),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of("mitigations_off"),
            Optional.empty());
    assertEquals(List.of(), plan(accepting, host).warnings());
  }

  @Test
  void whatIsSetForAnOwnerIsNoted() {
    Plan<BootArguments> plan = plan(owned("quiet", "iommu=pt", "nowatchdog"), debian(MAIN));
    assertEquals(
        List.of(
            "mkdir -p -m 0755 " + OwnerNote.FOLDER, "put " + NOTE, "put " + DROP_IN, "update-grub"),
        shown(plan));
    assertTrue(put(plan, NOTE).endsWith("\niommu=pt\nnowatchdog\n"), put(plan, NOTE));
  }

  @Test
  void whatTheOwnerWantsNoMoreGoesAgain() {
    ProbeText host = set(" iommu=pt nowatchdog").file(NOTE, "# Note\niommu=pt\nnowatchdog\n");
    Plan<BootArguments> plan = plan(owned("quiet", "iommu=pt"), host);
    assertTrue(put(plan, DROP_IN).endsWith(" iommu=pt\"\n"), put(plan, DROP_IN));
    assertEquals("put " + NOTE, shown(plan).getLast());
    assertTrue(put(plan, NOTE).endsWith(".\niommu=pt\n"), put(plan, NOTE));
    Plan<BootArguments> nothing = plan(owned(), host);
    assertEquals("rm -f -- " + NOTE, shown(nothing).getLast());
    assertTrue(shown(nothing).contains("rm -f -- " + DROP_IN));
  }

  @Test
  void whatStoodThereBeforeStays() {
    ProbeText host = set(" iommu=pt").file(NOTE, "iommu=pt\n");
    assertTrue(plan(owned("quiet", "iommu=pt"), host).isEmpty());
    Plan<BootArguments> plan = plan(owned(), host);
    assertEquals(
        List.of("quiet"), plan.after().futureKernels().get(DefaultGrub.MAIN).subList(1, 2));
  }

  @Test
  void anotherOwnerAndNoOwnerTakeNothingAway() {
    ProbeText host = set(" iommu=pt").file(OwnerNote.FOLDER + "/other", "iommu=pt\n");
    assertTrue(plan(present("quiet"), host).isEmpty());
    assertTrue(plan(owned("quiet"), host).isEmpty());
  }

  @Test
  void elementsOfAListAndHugePagesHaveAnOwnerToo() {
    ProbeText host =
        set(" module_blacklist=a,b,c default_hugepagesz=1G hugepagesz=1G hugepages=4")
            .file(
                NOTE, "module_blacklist=b,c\ndefault_hugepagesz=1G\nhugepagesz=1G\nhugepages=4\n");
    Plan<BootArguments> plan = plan(owned("module_blacklist=b"), host);
    assertTrue(put(plan, DROP_IN).endsWith(" module_blacklist=a,b\"\n"), put(plan, DROP_IN));
    assertTrue(put(plan, NOTE).endsWith("\nmodule_blacklist=b\n"), put(plan, NOTE));
  }

  @Test
  void anUnacceptedRiskInOurFileGoesToo() {
    ProbeText host = set(" mitigations=off nowatchdog");
    assertTrue(put(plan(owned("quiet"), host), DROP_IN).endsWith("DEFAULT nowatchdog\"\n"));
    ProbeText others = set(" mitigations=off").file(OwnerNote.FOLDER + "/o", "mitigations=off\n");
    assertTrue(plan(owned("quiet"), others).isEmpty());
  }

  private static final String NOTE = OwnerNote.FOLDER + "/role";

  private static ProbeText set(String more) {
    return debian(MAIN)
        .file(DROP_IN, "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT" + more + "\"\n")
        .file("/boot/grub/grub.cfg", MENU.replace("quiet", "quiet" + more));
  }

  private static GrubCmdline owned(String... present) {
    return new GrubCmdline(
        ImmutableList.copyOf(present),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.of("role"));
  }

  @Test
  void everyCpuIsolatedHasToBeAccepted() {
    ProbeText host = debian(MAIN).section("cpus online", "0-3");
    assertTrue(refusal(present("nohz_full=0-3"), host).contains("covers every CPU"));
    assertEquals(List.of(), plan(present("nohz_full=1-3"), host).warnings());
    ProbeText some =
        debian(MAIN.replace("quiet", "nohz_full=0"))
            .section("cpus online", "0-3")
            .file("/boot/grub/grub.cfg", MENU.replace("quiet", "nohz_full=0"));
    assertTrue(refusal(present("nohz_full=1-3"), some).contains("covers every CPU"));
  }

  @Test
  void anIommuThatTheNextBootSwitchesOnIsNotMissed() {
    ProbeText host = withoutIommu("root=UUID=d367 ro");
    assertEquals(1, plan(present("iommu=pt"), host).warnings().size());
    assertEquals(List.of(), plan(present("iommu=pt", "intel_iommu=on"), host).warnings());
    ProbeText inVain = withoutIommu("root=UUID=d367 ro intel_iommu=on");
    assertEquals(1, plan(present("iommu=pt", "intel_iommu=on"), inVain).warnings().size());
  }

  @Test
  void gigabytePagesTimesAnOldCountAreRefused() {
    ProbeText host = debian(MAIN).section("memory", "67108864").section("nr_hugepages", " 32768");
    assertTrue(refusal(present("default_hugepagesz=1G"), host).contains("would be 32768 GiB"));
  }

  @Test
  void theWayToTheRootFileSystemIsNotChangedByAccident() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> absent("rd.luks.uuid")).getMessage();
    assertTrue(message.contains("accept: [root_device]"), message);
  }

  private static ProbeText debian(String main) {
    return withoutFolder(main).section("drop-in folder", "yes");
  }

  private static ProbeText withoutFolder(String main) {
    return new ProbeText()
        .section("running", "BOOT_IMAGE=/vmlinuz root=UUID=d367 ro console=ttyS0 quiet")
        .section("tools", "update-grub\ngrub-mkconfig")
        .section("drop-ins", "/usr/sbin/grub-mkconfig")
        .section("iommu", "ivhd0")
        .file("/etc/default/grub", main)
        .file("/boot/grub/grub.cfg", MENU);
  }

  private static ProbeText withoutIommu(String running) {
    return new ProbeText()
        .section("running", running)
        .section("tools", "update-grub")
        .section("drop-ins", "/usr/sbin/grub-mkconfig")
        .file("/etc/default/grub", MAIN)
        .file("/boot/grub/grub.cfg", MENU);
  }

  private static ProbeText fedora() {
    String entry =
        """
        title Fedora %s
        version %s
        linux /vmlinuz-%s
        options root=UUID=1 ro rootflags=subvol=root $tuned_params
        grub_class fedora
        """;
    return new ProbeText()
        .section("running", "root=UUID=1 ro")
        .section("tools", "grub2-mkconfig\ngrub2-editenv")
        .section("iommu", "dmar0")
        .file("/etc/machine-id", "m\n")
        .file("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"rhgb quiet\"\nGRUB_ENABLE_BLSCFG=true\n")
        .file("/etc/kernel/cmdline", "root=UUID=1 ro\n")
        .file("/boot/grub2/grub.cfg", "insmod blscfg\nblscfg\n")
        .file("/boot/loader/entries/m-0-rescue.conf", entry.replace("%s", "0-rescue"))
        .file("/boot/loader/entries/m-6.11.9.conf", entry.replace("%s", "6.11.9"))
        .file("/boot/loader/entries/m-6.12.5.conf", entry.replace("%s", "6.12.5"));
  }

  private static GrubCmdline present(String... tokens) {
    return new GrubCmdline(
        ImmutableList.copyOf(tokens),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty());
  }

  private static GrubCmdline absent(String... tokens) {
    return new GrubCmdline(
        ImmutableList.of(),
        ImmutableList.copyOf(tokens),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty());
  }

  private static GrubCmdline with(List<String> present, List<String> absent) {
    return new GrubCmdline(
        ImmutableList.copyOf(present),
        ImmutableList.copyOf(absent),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty());
  }

  private static Plan<BootArguments> plan(GrubCmdline module, ProbeText host) {
    return given(module).seeing(host.print()).plan();
  }

  private static String refusal(GrubCmdline module, ProbeText host) {
    return given(module).refusesSeeing(Output.of(host.print()));
  }

  private static String put(Plan<?> plan, String path) {
    return plan.steps().stream()
        .filter(step -> step instanceof Step.Put put && put.path().equals(path))
        .map(step -> ((Step.Put) step).content())
        .map(GrubCmdlineTest::text)
        .findFirst()
        .orElse("nothing is put at " + path);
  }

  private static String text(Content content) {
    return content.text(Long.MAX_VALUE).orElseThrow();
  }

  private static List<String> shown(Plan<?> plan) {
    return plan.steps().stream()
        .map(
            step ->
                switch (step) {
                  case Step.Run run -> run.script().shown();
                  case Step.Put put -> "put " + put.path();
                  default -> step.purpose();
                })
        .toList();
  }
}
