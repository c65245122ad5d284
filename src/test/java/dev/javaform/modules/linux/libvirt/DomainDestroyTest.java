package dev.javaform.modules.linux.libvirt;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest taken away through a virsh of the test's own, which keeps guests as files. */
class DomainDestroyTest {

  private static final String VIRSH =
      """
      #!/bin/sh
      cd %s || exit 1
      while [ "${1#-}" != "$1" ]; do [ "$1" = -c ] && shift; shift; done
      command=$1; shift
      echo "$command $*" >> said
      case $command in
        list) ;;
        dumpxml) while [ "${1#-}" != "$1" ]; do shift; done; cat "$1.xml" ;;
        domstate) cat state ;;
        destroy) echo 'shut off' > state ;;
        undefine) rm "$1.xml" ;;
      esac
      """;

  @TempDir private Path folder;

  private Path disk;

  @BeforeEach
  void makeTheGuest() throws IOException {
    Path virsh = Files.writeString(folder.resolve("virsh"), VIRSH.formatted(folder));
    Files.setPosixFilePermissions(virsh, PosixFilePermissions.fromString("rwxr-xr-x"));
    disk = Files.writeString(folder.resolve("win11.raw"), "games");
    Path variables = Files.writeString(folder.resolve("win11_VARS.fd"), "boot order");
    Files.writeString(folder.resolve("state"), "shut off\n");
    Files.writeString(
        folder.resolve("win11.xml"),
        """
        <domain type='kvm'>
          <name>win11</name>
          <uuid>6ce985fe-257c-4bc8-88d7-d278b81d0d0a</uuid>
          <os><nvram>%s</nvram></os>
          <devices>
            <disk type='file' device='disk'><source file='%s'/><target dev='vda'/></disk>
            <disk type='file' device='cdrom'><source file='/iso/windows.iso'/></disk>
            <disk type='block' device='disk'><source dev='/dev/vg/games'/></disk>
          </devices>
        </domain>
        """
            .formatted(variables, disk));
  }

  private LocalHost host() {
    return LocalHost.of("dash", folder + ":/usr/bin:/bin:/usr/sbin:/sbin");
  }

  private DomainDestroy destroy(Object... more) {
    Object[] all = new Object[6 + more.length];
    String backup = folder.resolve("backup").toString();
    System.arraycopy(
        new Object[] {"name", "win11", "confirm", "win11", "backup", backup}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return task(DomainDestroy.class, all);
  }

  @Test
  void whatIsKnownOfItIsCopiedFirstAndItsDiskStays() throws IOException {
    try (LocalHost host = host()) {
      var result = host.apply(destroy());
      Path backup = Path.of((String) result.get("backup"));
      assertEquals("boot order", Files.readString(backup.resolve("nvram")));
      assertTrue(Files.readString(backup.resolve("domain.xml")).contains("6ce985fe"));
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
      assertTrue(Files.exists(disk));
      assertEquals("Its disks stay: " + disk + ".", result.plan().warnings().getFirst());
      String said = Files.readString(folder.resolve("said"));
      assertTrue(said.contains("undefine win11 --nvram --managed-save"), said);
      assertFalse(said.lines().anyMatch(line -> line.startsWith("destroy")), said);
      assertFalse(host.apply(destroy()).changed());
    }
  }

  @Test
  void itsDisksGoOnlyIfAskedAndNeverADeviceOrACd() throws IOException {
    try (LocalHost host = host()) {
      var plan = host.plan(destroy("disks", true));
      assertEquals(java.util.List.of(disk.toString()), plan.before().disks());
      host.apply(destroy("disks", true));
      assertFalse(Files.exists(disk));
    }
  }

  @Test
  void aGuestThatRunsIsSwitchedOffOnlyIfAsked() throws IOException {
    Files.writeString(folder.resolve("state"), "running\n");
    try (LocalHost host = host()) {
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(destroy()));
      assertTrue(refusal.getMessage().contains("Shut it down first"));
      host.apply(destroy("force", true));
      assertTrue(Files.readString(folder.resolve("said")).contains("destroy win11"));
    }
  }

  @Test
  void whereTheCopyFailsNothingIsTakenAway() throws IOException {
    Files.writeString(folder.resolve("backup"), "no folder");
    try (LocalHost host = host()) {
      host.perform(host.plan(destroy()));
      assertTrue(Files.exists(folder.resolve("win11.xml")));
    }
  }

  @Test
  void withoutTheNameTwiceNothingIsEvenAsked() {
    ArgumentException refusal =
        assertThrows(
            ArgumentException.class,
            () -> task(DomainDestroy.class, "name", "win11", "confirm", "yes"));
    assertTrue(refusal.toString().contains("confirm must be the guest's name"));
  }
}
