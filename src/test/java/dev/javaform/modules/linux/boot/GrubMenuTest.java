package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrubMenuTest {

  /** As Debian 12 writes it, without the lines that say nothing here. */
  static final String DEBIAN =
      """
      ### BEGIN /etc/grub.d/00_header ###
      if [ "${next_entry}" ] ; then
         set default="${next_entry}"
         set boot_once=true
      else
         set default="${saved_entry}"
      fi
      function load_video {
        if [ x$feature_all_video_module = xy ]; then
          insmod all_video
        fi
      }
      ### END /etc/grub.d/00_header ###
      ### BEGIN /etc/grub.d/10_linux ###
      menuentry 'GNU/Linux' --class os $menuentry_id_option 'gnulinux-simple-d367' {
      	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro console=ttyS0 quiet
      	initrd	/boot/initrd.img-6.1.0-56-amd64
      }
      submenu 'Advanced options for GNU/Linux' $menuentry_id_option 'gnulinux-advanced-d367' {
      	menuentry 'GNU/Linux, with Linux 6.1.0-56-amd64' --class os $menuentry_id_option 'gnulinux-6.1.0-56-amd64-advanced-d367' {
      		if [ x$grub_platform = xxen ]; then insmod xzio; insmod lzopio; fi
      		linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro console=ttyS0 quiet
      	}
      	menuentry 'GNU/Linux, with Linux 6.1.0-56-amd64 (recovery mode)' --class os $menuentry_id_option 'gnulinux-6.1.0-56-amd64-recovery-d367' {
      		linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro single console=ttyS0
      	}
      }
      ### END /etc/grub.d/10_linux ###
      ### BEGIN /etc/grub.d/40_custom ###
      menuentry "Memory test" {
      	linux16	/boot/memtest86+.bin
      }
      ### END /etc/grub.d/40_custom ###
      """;

  @Test
  void entriesInSubmenusAreFound() {
    assertEquals(
        List.of(
            "GNU/Linux",
            "Advanced options for GNU/Linux>GNU/Linux, with Linux 6.1.0-56-amd64",
            "Advanced options for GNU/Linux>GNU/Linux, with Linux 6.1.0-56-amd64 (recovery mode)",
            "Memory test"),
        GrubMenu.parse(DEBIAN).entries().map(GrubMenu.Item::title).toList());
  }

  @Test
  void recoveryAndWhatOthersWroteIsNotMadeFromDefaults() {
    assertEquals(
        2, GrubMenu.parse(DEBIAN).entries().filter(GrubMenu.Item::isMadeFromDefaults).count());
  }

  @Test
  void theNextEntryIsToldByTheEnvironment() {
    assertEquals("GNU/Linux", next(""));
    assertEquals("Memory test", next("saved_entry=Memory test\n"));
    assertEquals(
        "Advanced options for GNU/Linux>GNU/Linux, with Linux 6.1.0-56-amd64",
        next(
            "saved_entry=Memory test\n"
                + "next_entry=gnulinux-advanced-d367>gnulinux-6.1.0-56-amd64-advanced-d367\n"));
    assertEquals(
        "Advanced options for GNU/Linux>GNU/Linux, with Linux 6.1.0-56-amd64 (recovery mode)",
        next("saved_entry=1>1\n"));
  }

  private static String next(String environment) {
    return GrubMenu.parse(DEBIAN)
        .next(EnvironmentBlock.parse("# GRUB Environment Block\n" + environment + "####"))
        .orElseThrow()
        .title();
  }

  @Test
  void realMenusOfFedoraAreRead() throws IOException {
    GrubMenu menu = GrubMenu.parse(fixture("grub2.1"));
    assertEquals(
        "root=/dev/mapper/vg_pjones5-lv_root ro quiet rhgb",
        menu.entries().findFirst().orElseThrow().line().orElseThrow().toString());
    assertEquals(
        "Linux, with Fedora 2.6.38.8-32.fc15.x86_64",
        menu.next(EnvironmentBlock.parse(fixture("grubenv.1"))).orElseThrow().title());
    assertEquals(1, GrubMenu.parse(fixture("grub2.13")).entries().count());
  }

  @Test
  void anEnvironmentBlockMayBeEmpty() throws IOException {
    assertEquals(
        Optional.empty(), EnvironmentBlock.parse(fixture("grubenv.0")).value("saved_entry"));
    assertEquals(
        Optional.of("title"), EnvironmentBlock.parse(fixture("grubenv.2")).value("saved_entry"));
  }

  private static String fixture(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("javaform.fixtures", "../shared/fixtures"), "hosts/grub", name);
    assumeTrue(Files.isReadable(file), file + " is not there");
    return Files.readString(file);
  }

  @Test
  void anEntryThatIsChosenOnlyAfterAFailureIsNotTheNextOne() {
    GrubMenu menu =
        GrubMenu.parse(
            """
            ### BEGIN /etc/grub.d/00_header ###
            if [ "${next_entry}" ] ; then
               set default="${next_entry}"
            else
               set default="${saved_entry}"
            fi
            ### END /etc/grub.d/00_header ###
            ### BEGIN /etc/grub.d/08_fallback_counting ###
            set default=1
            """);
    assertEquals("abc", menu.chosen(EnvironmentBlock.parse("saved_entry=abc")));
  }
}
