package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultGrubTest {

  private static final String DEBIAN =
      """
      # If you change this file, run 'update-grub' afterwards.
      GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`
      GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"
      GRUB_CMDLINE_LINUX='console=ttyS0'
      """;

  @Test
  void theSecondVariableFollowsTheFirst() {
    assertEquals("console=ttyS0 quiet splash", of(DEBIAN).line().toString());
  }

  @Test
  void laterFilesWinAndReferToEarlierValues() {
    DefaultGrub grub =
        of(
            DEBIAN,
            "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT iommu=pt\"\n"
                + "export GRUB_CMDLINE_LINUX=${GRUB_CMDLINE_LINUX}\\ ro # both\n");
    assertEquals("console=ttyS0 ro quiet splash iommu=pt", grub.line().toString());
  }

  @Test
  void aTokenIsReplacedWhereItStands() {
    assertEquals(
        DEBIAN.replace("splash", "nosplash").replace("ttyS0", "tty1"),
        of(DEBIAN)
            .replacing(Map.of(0, "console=tty1", 2, "nosplash"))
            .files()
            .get(DefaultGrub.MAIN));
  }

  @Test
  void aTokenIsRemovedWithABlank() {
    DefaultGrub grub = of(DEBIAN);
    assertEquals(
        DEBIAN.replace("quiet splash", "quiet"),
        grub.replacing(Map.of(2, "")).files().get(DefaultGrub.MAIN));
    assertEquals(
        DEBIAN.replace("quiet splash", "splash"),
        grub.replacing(Map.of(1, "")).files().get(DefaultGrub.MAIN));
    assertEquals(
        DEBIAN.replace("quiet splash", ""),
        grub.replacing(Map.of(1, "", 2, "")).files().get(DefaultGrub.MAIN));
  }

  @Test
  void quotesInsideAreEscapedAsTheShellWantsThem() {
    String text = "GRUB_CMDLINE_LINUX=\"acpi_osi=\\\"Windows 2015\\\" ro\"\n";
    DefaultGrub grub = of(text);
    assertEquals("acpi_osi=\"Windows 2015\" ro", grub.line().toString());
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"acpi_osi=\\\"Linux 9\\\" ro\"\n",
        grub.replacing(Map.of(0, "acpi_osi=\"Linux 9\"")).files().get(DefaultGrub.MAIN));
  }

  @Test
  void moreIsAddedBeforeTheClosingQuote() {
    assertEquals(
        DEBIAN.replace("console=ttyS0'", "console=ttyS0 iommu=pt'"),
        of(DEBIAN).adding("GRUB_CMDLINE_LINUX", "iommu=pt").files().get(DefaultGrub.MAIN));
    assertEquals(
        "A=1\nGRUB_CMDLINE_LINUX=\"iommu=pt\"\n",
        of("A=1").adding("GRUB_CMDLINE_LINUX", "iommu=pt").files().get(DefaultGrub.MAIN));
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"iommu=pt\"\n",
        of("GRUB_CMDLINE_LINUX=\"\"\n")
            .adding("GRUB_CMDLINE_LINUX", "iommu=pt")
            .files()
            .get(DefaultGrub.MAIN));
  }

  @Test
  void whatShellCodePutsTogetherIsNotTouched() {
    DefaultGrub grub = of("GRUB_CMDLINE_LINUX=\"ro ids=$(lspci -n | head) quiet\"\n");
    assertEquals("quiet", grub.line().texts().getLast());
    String message =
        assertThrows(ModuleFailure.class, () -> grub.replacing(Map.of(1, "ids=1"))).getMessage();
    assertTrue(
        message.startsWith("The kernel argument \"ids=$(…)\" is put together by shell code"));
  }

  @Test
  void whatIsSetUnderAConditionIsUnknown() {
    DefaultGrub grub =
        of("if [ -e /x ]; then\n  GRUB_CMDLINE_LINUX=quiet\nfi\nGRUB_CMDLINE_LINUX_DEFAULT=ro\n");
    assertEquals(Letter.UNKNOWN + " ro", grub.line().toString());
    assertEquals(
        Letter.UNKNOWN + "", of("[ -e /x ] && GRUB_CMDLINE_LINUX=quiet\n").line().toString());
  }

  @Test
  void whatIsNotCertainIsRefusedWithItsLine() {
    assertEquals(
        "/etc/default/grub:3: what GRUB gets as kernel arguments depends on shell code here",
        refusal("A=1\nif [ -e /x ]; then\n  GRUB_CMDLINE_LINUX=quiet\nfi\n"));
    assertEquals(
        "/etc/default/grub:1: what GRUB gets as kernel arguments depends on shell code here",
        refusal("GRUB_CMDLINE_LINUX=\"quiet $(cat /x)\"\n"));
    assertEquals(
        "/etc/default/grub:2: what GRUB gets as kernel arguments depends on shell code here",
        refusal("GRUB_CMDLINE_LINUX=ro\n. /etc/default/more\n"));
    assertEquals(
        "/etc/default/grub:2: the line ends with a carriage return, as on Windows, which the shell"
            + " makes part of the value",
        refusal("# x\r\nGRUB_CMDLINE_LINUX=ro\r\n"));
    assertEquals(
        "/etc/default/grub:2: GRUB ends the kernel's command at \";\"",
        refusal("A=1\nGRUB_CMDLINE_LINUX='ds=nocloud;s=http://10.0.0.1/'\n"));
    assertEquals(
        "/etc/default/grub:1: GRUB ends the kernel's command at \"#\"",
        refusal("GRUB_CMDLINE_LINUX='ro # quiet'\n"));
    of("GRUB_CMDLINE_LINUX='ro#quiet'\n").requireCertain();
    assertEquals(
        "/etc/default/grub:1: GRUB ends the kernel's command at a line break",
        refusal("GRUB_CMDLINE_LINUX='ro\nquiet'\n"));
    assertEquals(
        "/etc/default/grub:1: GRUB ends the kernel's command at a quote that is not closed in \"…\"",
        refusal("GRUB_CMDLINE_LINUX='ro x=\"quiet'\n"));
  }

  private static String refusal(String main) {
    String message =
        assertThrows(ModuleFailure.class, () -> of(main).requireCertain()).getMessage();
    return message
        .replaceFirst(" \\(a condition.*", "")
        .replaceFirst("(value\\.|: what stands).*", "$1")
        .replaceFirst("(\\.|: what stands)$", "");
  }

  @Test
  void grubTakesQuotesAndBackslashesAway() {
    assertEquals(
        "ds=nocloud;s=http://10.0.0.1/ acpi_osi=\"Windows 2015\" memmap=2G$4G",
        of("GRUB_CMDLINE_LINUX='ds=nocloud\\;s=http://10.0.0.1/ acpi_osi=\"Windows 2015\"'\n"
                + "GRUB_CMDLINE_LINUX_DEFAULT=memmap=2G\\\\\\$4G\n")
            .line()
            .toString());
    assertEquals("a", of("GRUB_CMDLINE_LINUX='a;b c'\n").line().toString());
    of("GRUB_CMDLINE_LINUX='a\\;b \"c;d\" $tuned_params ${x} e(f)'\n").requireCertain();
  }

  @Test
  void valuesMayGoOverSeveralLines() {
    assertEquals("ro quiet", of("GRUB_CMDLINE_LINUX=\"ro \\\n  quiet\"\n").line().toString());
  }

  private static DefaultGrub of(String main) {
    return new DefaultGrub(
        ImmutableMap.of(DefaultGrub.MAIN, main),
        ImmutableList.of("GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"));
  }

  private static DefaultGrub of(String main, String dropIn) {
    return new DefaultGrub(
        ImmutableMap.of(DefaultGrub.MAIN, main, DefaultGrub.MAIN + ".d/10-x.cfg", dropIn),
        ImmutableList.of("GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"));
  }
}
