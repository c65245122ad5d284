package dev.javaform.hardware.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a trial boot could take itself back is told before one is tried. */
class BootRulesTest {

  private static final String ROOT = "30 1 %s / / rw shared:1 - %s %s rw\n";

  private final Board board = new Board().file("commands/id", "0");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "259:2 | ext4  | nvme0n1p2 | -        | -",
        "8:1   | xfs   | sda1      | -        | -",
        "0:33  | btrfs | -         | -        | btrfs",
        "0:40  | zfs   | -         | -        | zfs",
        "253:0 | ext4  | dm-0      | LVM-x1y2 | LVM, ext4",
        "253:1 | ext4  | dm-1      | -        | device mapper, ext4",
        "9:0   | xfs   | md0       | -        | mdraid, xfs",
      })
  void grubMustBeAbleToForget(String number, String type, String device, String uuid, String on) {
    board.file("boot/grub/grub.cfg", "menuentry 'Debian' {").file("boot/grub/grubenv", "#");
    board.file("proc/self/mountinfo", ROOT.formatted(number, type, "/dev/root"));
    if (device != null) {
      board.link("sys/dev/block/" + number, "../../devices/virtual/block/" + device);
    }
    if (uuid != null) {
      board.file("sys/class/block/" + device + "/dm/uuid", uuid);
    }
    assertEquals(
        on == null ? List.of() : List.of("GRUB cannot write its environment block on " + on + "."),
        told());
  }

  @Test
  void thePartitionForTheLoaderIsTheOneThatCounts() {
    board.file("boot/grub2/grub.cfg", "menuentry 'Fedora' {").file("boot/grub2/grubenv", "#");
    String boot = "31 30 259:1 / /boot rw - ext4 /dev/nvme0n1p1 rw\n";
    String other = "32 30 253:1 / /boo rw - ext4 /dev/mapper/boo rw\n";
    board.link("sys/dev/block/259:1", "../../devices/pci0000:00/nvme0n1p1");
    board.file(
        "proc/self/mountinfo", boot + other + ROOT.formatted("0:33", "btrfs", "/dev/nvme0n1p2"));
    assertEquals(List.of(), told());
  }

  @Test
  void theFirmwaresVariablesMustBeWritable() {
    String variables = "sys/firmware/efi/efivars";
    board.file(variables + "/LoaderInfo-4a67b082", "s\0y\0s\0t\0e\0m\0d\0-\0b\0o\0o\0t\0");
    board.file("boot/loader/entries/arch.conf", "title Arch\n");
    assertEquals(
        List.of("The firmware's variables, where systemd-boot remembers, are not writable."),
        told());
    board.file("proc/mounts", "efivarfs /" + variables + " efivarfs rw,nosuid 0 0\n");
    assertEquals(List.of(), told());
  }

  @Test
  void whereAllIsWellNothingIsSaidOfTheLoader() {
    board.file("boot/grub/grub.cfg", "menuentry 'Debian' {");
    assertTrue(told().isEmpty());
  }

  private List<String> told() {
    return board.judged(Intent.NONE).findings().stream()
        .filter(finding -> finding.rule() == Rule.NO_TRIAL_BOOT)
        .map(Finding::evidence)
        .toList();
  }
}
