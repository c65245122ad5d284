package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As lib/cmdline.c reads it. */
class CommandLineTest {

  @Test
  void blanksBetweenQuotesDoNotSeparate() {
    assertEquals(
        List.of("quiet", "acpi_osi=\"Windows 2015\"", "\"dyndbg=file a.c +p\""),
        CommandLine.of("  quiet acpi_osi=\"Windows 2015\"\t \"dyndbg=file a.c +p\"\n").texts());
  }

  @Test
  void quotesAroundAValueOrAWholeTokenAreDropped() {
    assertEquals(
        Optional.of("Windows 2015"), KernelArgument.of("acpi_osi=\"Windows 2015\"").value());
    assertEquals(Optional.of("file a.c +p"), KernelArgument.of("\"dyndbg=file a.c +p\"").value());
    assertEquals("dyndbg", KernelArgument.of("\"dyndbg=file a.c +p\"").key());
  }

  @Test
  void dashAndUnderscoreAreOneInKeysOnly() {
    assertEquals("vfio_pci.ids", KernelArgument.of("vfio-pci.ids=a-b").key());
    assertEquals(Optional.of("a-b"), KernelArgument.of("vfio-pci.ids=a-b").value());
  }

  @Test
  void whatFollowsTwoDashesBelongsToInit() {
    CommandLine line = CommandLine.of("quiet -- single iommu=pt");
    assertEquals(List.of("quiet"), line.texts());
    assertEquals("quiet -- single iommu=pt", line.toString());
  }

  @Test
  void onlyTheFirstEqualsSeparates() {
    assertEquals(Optional.of("UUID=1-2"), KernelArgument.of("root=UUID=1-2").value());
  }

  @Test
  void whatTheBootLoaderAddsIsNotOurs() {
    assertEquals(
        List.of("root=/dev/vda1", "ro"),
        CommandLine.of("BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro initrd=\\i.img")
            .withoutBootLoadersOwn()
            .texts());
  }

  @Test
  void aLeftOpenQuoteRunsToTheEnd() {
    assertEquals(List.of("a", "b=\"c d"), CommandLine.of("a b=\"c d ").texts());
  }
}
