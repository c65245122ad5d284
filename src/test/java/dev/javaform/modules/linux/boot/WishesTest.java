package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishesTest {

  /** Wishes are written apart by blanks; {@code -x} is absent, {@code !x} an exact key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        // line                            > wishes                      > becomes
        "ro quiet                          > iommu=pt                    > ro quiet iommu=pt",
        "iommu=soft quiet                  > iommu=pt                    > iommu=pt quiet",
        "iommu=pt quiet iommu=soft         > iommu=pt                    > iommu=pt quiet",
        "iommu.passthrough=1 amd_iommu=off > iommu=pt                    > iommu.passthrough=1"
            + " amd_iommu=off iommu=pt",
        "nowatchdog=1                      > nowatchdog                  > nowatchdog",
        "nowatchdog quiet nowatchdog       > nowatchdog                  > nowatchdog quiet",
        "split-lock-detect=off             > split_lock_detect=off       > split-lock-detect=off",
        "amd_iommu=on ro amd-iommu=off     > -amd_iommu                  > ro",
        "amd_iommu=on ro amd_iommu=off     > -amd_iommu=on               > ro amd_iommu=off",
        "vfio_pci.ids=1:2 ro               > vfio-pci.ids=3:4,1:2        > vfio_pci.ids=1:2,3:4 ro",
        "vfio-pci.ids=1:A                  > vfio-pci.ids=1:a            > vfio-pci.ids=1:A",
        "vfio-pci.ids=1:2,5:6              > vfio-pci.ids=3:4 !vfio-pci.ids > vfio-pci.ids=3:4",
        "module_blacklist=a module_blacklist=b > module_blacklist=c      > module_blacklist=a,b,c",
        "module_blacklist=a,b              > -module_blacklist=a         > module_blacklist=b",
        "module_blacklist=a ro             > -module_blacklist=a         > ro",
        "nohz_full=1-15                    > nohz_full=16-31             > nohz_full=1-31",
        "nohz_full=1,2,3                   > nohz_full=1-3               > nohz_full=1,2,3",
        "nohz_full=1-31                    > nohz_full=1-15 !nohz_full   > nohz_full=1-15",
        "isolcpus=domain,managed_irq,1-3   > isolcpus=4                  >"
            + " isolcpus=domain,managed_irq,1-4",
        "isolcpus=0-20:2/4                 > isolcpus=1                  > isolcpus=0-20:2/4",
        "console=tty0                      > console=ttyS0               > console=tty0"
            + " console=ttyS0",
        "console=ttyS0 console=tty0        > console=ttyS0               > console=ttyS0"
            + " console=tty0",
        "hugepages=4 ro                    > hugepagesz=1G hugepages=16  > hugepagesz=1G"
            + " hugepages=16 ro",
        "hugepagesz=2M hugepages=9 hugepagesz=1G hugepages=16 > hugepagesz=1G hugepages=16 >"
            + " hugepagesz=1G hugepages=16",
        "hugepages=16 hugepagesz=1G        > hugepagesz=1G hugepages=16  > hugepagesz=1G"
            + " hugepages=16",
        "default_hugepagesz=1G hugepagesz=2M ro hugepages=99 hugepagesz=1G hugepages=4 >"
            + " -hugepagesz=2M > default_hugepagesz=1G ro hugepagesz=1G hugepages=4",
        "hugepages=9 hugepagesz=1G hugepages=4 ro > -hugepagesz          > hugepages=9 ro",
        "ro -- iommu=soft                  > iommu=pt                    > ro iommu=pt --"
            + " iommu=soft",
        "root=UUID=x ro                    > -quiet                      > root=UUID=x ro",
      })
  void become(String line, String wishes, String becomes) {
    Wishes wish = wishes(wishes);
    CommandLine then = wish.applyTo(CommandLine.of(line));
    assertEquals(becomes, then.toString());
    assertTrue(wish.hold(then), "applied twice it is as applied once");
    assertEquals(line.equals(becomes), wish.hold(CommandLine.of(line)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "iommu=pt iommu=soft     > \"iommu=pt\" and \"iommu=soft\" are both in present.",
        "iommu=pt -iommu         > \"iommu=pt\" and \"iommu\" are in present and in absent.",
        "--                      > \"--\" is not one kernel argument",
        "BOOT_IMAGE=/vmlinuz     > \"BOOT_IMAGE=/vmlinuz\" belongs to the boot loader",
        "iommu=pt !iommu         > \"iommu\" is in exact, which takes keys of lists",
        "a=\"b                   > \"a=\"b\" is not one kernel argument",
      })
  void nonsenseIsRefused(String wishes, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> wishes(wishes)).getMessage();
    assertTrue(message.startsWith(why), message);
  }

  @Test
  void oneElementIsOneArgument() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Wishes.of(List.of("quiet iommu=pt"), List.of(), List.of()));
  }

  @Test
  void keysThatLeadToTheRootFileSystemAreKnown() {
    assertEquals(
        List.of("root", "rd.luks.uuid"),
        wishes("root=/dev/sda1 rd.luks.uuid=x rd.driver.pre=vfio-pci quiet")
            .keysLeadingToRoot()
            .asList());
  }

  private static Wishes wishes(String text) {
    List<String> all = Splitter.on(' ').omitEmptyStrings().splitToList(text);
    return Wishes.of(
        all.stream().filter(word -> word.equals("--") || !word.matches("[-!].*")).toList(),
        all.stream()
            .filter(word -> word.matches("-[^-].*"))
            .map(word -> word.substring(1))
            .toList(),
        all.stream().filter(word -> word.startsWith("!")).map(word -> word.substring(1)).toList());
  }
}
