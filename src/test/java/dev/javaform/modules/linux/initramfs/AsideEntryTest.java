package dev.javaform.modules.linux.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the boot menu holds after an image was set aside; real scripts, other tools stood in for.
 */
class AsideEntryTest {

  private static final String CUSTOM =
      """
      ### BEGIN javaform IMAGE.javaform-old ###
      menuentry 'Linux 6.1, initial RAM disk from before javaform' --class gnu-linux --class os {
      \tload_video
      \tif [ x$feature = xy ]; then
      \t  search --set=root UUID
      \tfi
      \tlinux /vmlinuz-6.1 root=UUID=1 ro quiet
      initrd /early.img /initrd.img-6.1.javaform-old
      }
      ### END javaform IMAGE.javaform-old ###
      """;

  @TempDir private Path folder;
  private Making making;
  private Path entries;
  private Path custom;

  @BeforeEach
  void anImageThatLacksADriver() throws IOException {
    making = new Making(folder);
    making.program("dracut", "for new; do :; done; echo new > \"$new\"");
    making.program("lsinitrd", "echo usr/lib/modules/6.1/vfio_pci.ko.xz");
    making.program("restorecon", ":");
    Files.writeString(making.image(), "old");
    entries = folder.resolve("loader/entries");
    custom = folder.resolve("grub/custom.cfg");
  }

  @Test
  void anEntryOfItsOwnIsACopyThatSortsLast() throws Exception {
    entry("0123-5.10.conf", "title Five\nlinux /vmlinuz-5.10\ninitrd /initrd.img-5.10\n");
    entry(
        "0123-6.1.conf",
        "title Six\nsort-key debian\nid six\nlinux /vmlinuz-6.1\n"
            + "initrd /early.img /initrd.img-6.1 $tuned_initrd\noptions root=UUID=1 quiet\n");
    rebuild();
    assertEquals(
        List.of("0123-5.10.conf", "0123-6.1.conf", "A-javaform-old-6.1.conf"), names(entries));
    assertEquals(
        "# Starts "
            + making.image()
            + ".javaform-old\ntitle Six, initial RAM disk from before javaform\n"
            + "linux /vmlinuz-6.1\ninitrd /early.img /initrd.img-6.1.javaform-old $tuned_initrd\n"
            + "options root=UUID=1 quiet\n",
        Files.readString(entries.resolve("A-javaform-old-6.1.conf")));
  }

  @Test
  void anEntryStaysAsItWasWrittenFirst() throws Exception {
    Path six = entry("six.conf", "title Six\nlinux /vmlinuz-6.1\ninitrd /initrd.img-6.1\n");
    rebuild();
    String first = Files.readString(entries.resolve("A-javaform-old-6.1.conf"));
    Files.writeString(
        six, "title Six\nlinux /vmlinuz-6.1\ninitrd /initrd.img-6.1\noptions iommu=pt\n");
    rebuild();
    assertEquals(first, Files.readString(entries.resolve("A-javaform-old-6.1.conf")));
  }

  @Test
  void anEntryOfAnImageThatIsGoneGoes() throws Exception {
    entry("six.conf", "linux /vmlinuz-6.1\ninitrd /initrd.img-6.1\n");
    entry("A-javaform-old-5.10.conf", "# Starts " + folder + "/gone\nlinux /vmlinuz-5.10\n");
    rebuild();
    assertEquals(List.of("A-javaform-old-6.1.conf", "six.conf"), names(entries));
  }

  @Test
  void whereNoEntryStartsTheImageNoneIsMade() throws Exception {
    entry("other.conf", "linux /vmlinuz-6.1\ninitrd /another/initrd\n");
    rebuild();
    assertEquals(List.of("other.conf"), names(entries));
  }

  @Test
  void grubsMenuIsAddedToInTheFileItReads() throws Exception {
    menu("source ${config_directory}/custom.cfg\n");
    rebuild();
    assertEquals(customText(), Files.readString(custom));
    rebuild();
    assertEquals(customText(), Files.readString(custom));
  }

  @Test
  void whatStandsInThatFileStays() throws Exception {
    menu("source ${config_directory}/custom.cfg\n");
    String gone = folder + "/initrd.img-5.10.javaform-old ###\n";
    Files.writeString(
        custom,
        "set timeout=9\n### BEGIN javaform "
            + gone
            + "menuentry 'x' {\n}\n### END javaform "
            + gone
            + "# mine\n");
    rebuild();
    assertEquals("set timeout=9\n# mine\n" + customText(), Files.readString(custom));
  }

  @Test
  void aMenuThatDoesNotReadItGetsNone() throws Exception {
    menu("");
    rebuild();
    assertFalse(Files.exists(custom));
  }

  @Test
  void updateInitramfsLeadsToItToo() throws Exception {
    making.program(
        "update-initramfs", "echo new >%1$s.new; mv %1$s.new %1$s".formatted(making.image()));
    making.program("lsinitramfs", "echo etc/modprobe.d/vfio.conf");
    entry("six.conf", "linux /vmlinuz-6.1\ninitrd /initrd.img-6.1\n");
    Image old = new Image(making.image().toString(), true, true, ImmutableSet.of("x"));
    Making.Ended ended =
        making.run(
            FollowingRebuild.of(
                "6.1", old, List.of(), List.of("/etc/modprobe.d/vfio.conf"), List.of(), "", ""),
            "");
    assertEquals(0, ended.status(), ended.told());
    assertTrue(Files.exists(entries.resolve("A-javaform-old-6.1.conf")));
  }

  private void rebuild() throws IOException, InterruptedException {
    Image old = new Image(making.image().toString(), true, true, ImmutableSet.of("x"));
    Making.Ended ended =
        making.run(
            Rebuild.of(ImageTool.DRACUT, "6.1", old, List.of("vfio_pci"), List.of(), "", ""), "");
    assertEquals(0, ended.status(), ended.told());
  }

  private Path entry(String name, String text) throws IOException {
    Files.createDirectories(entries);
    return Files.writeString(entries.resolve(name), text);
  }

  private void menu(String end) throws IOException {
    Files.createDirectories(custom.getParent());
    Files.writeString(
        custom.resolveSibling("grub.cfg"),
        """
        menuentry 'Debian, 5.10' $menuentry_id_option 'five' {
        \tlinux /vmlinuz-5.10 root=UUID=1 ro quiet
        \tinitrd /initrd.img-5.10
        }
        submenu 'Advanced' {
        \tmenuentry 'Debian, 6.1' $menuentry_id_option 'six' {
        \tload_video
        \tif [ x$feature = xy ]; then
        \t  search --set=root UUID
        \tfi
        \tsavedefault
        \tlinux /vmlinuz-6.1 root=UUID=1 ro quiet
        \tinitrd /early.img /initrd.img-6.1
        \t}
        }
        """
            + end);
  }

  private String customText() {
    return CUSTOM.replace("IMAGE", making.image().toString());
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
