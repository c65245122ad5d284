package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SELinux contexts where the kernel heeds none: real stat(1) and chcon(1) read and write the labels
 * of real files; what says that SELinux runs, and what its policy is, is made up.
 */
@ParameterizedClass
@ValueSource(strings = {"dash", "bash"})
class SelinuxContextTest {

  private static final String OLD = "unconfined_u:object_r:user_home_t:s0";

  private final String shell;
  @TempDir private Path folder;
  @TempDir private Path commands;
  @AutoClose private LocalHost host;

  SelinuxContextTest(String shell) {
    this.shell = shell;
  }

  @BeforeEach
  void pretendThatSelinuxRuns() throws IOException {
    command("selinuxenabled", "exit 0");
    command(
        "matchpathcon",
        """
        [ "$1" = -n ] && shift
        for path; do
          case $path in
          */none*) echo '<<none>>';;
          */bin*) echo system_u:object_r:bin_t:s0;;
          *) echo system_u:object_r:etc_t:s0;;
          esac
        done
        """);
    host = LocalHost.of(shell, commands + ":/usr/sbin:/usr/bin:/sbin:/bin");
  }

  @Test
  void changesThePartsThatAreWished() throws IOException {
    Path file = labelled("f");
    assertEquals(
        "unconfined_u:object_r:bin_t:s0:c1",
        host.apply(file(file, "setype", "bin_t", "selevel", "s0:c1")).get("secontext"));
    assertEquals("unconfined_u:object_r:bin_t:s0:c1", label(file));
  }

  @Test
  void leavesToThePolicyWhatIsItsDefault() throws IOException {
    Path file = labelled("bin");
    host.apply(file(file, "setype", "_default"));
    assertEquals("unconfined_u:object_r:bin_t:s0", label(file));
    assertFalse(host.apply(file(labelled("none"), "setype", "_default")).changed());
  }

  @Test
  void aNewFileGetsWhatThePolicySaysBesideWhatIsWished() throws IOException {
    needLabels();
    Path file = folder.resolve("bin");
    var copy = task(Copy.class, "dest", "" + file, "content", "x", "setype", "usr_t");
    host.apply(copy);
    assertEquals("system_u:object_r:usr_t:s0", label(file));
  }

  @Test
  void aNewDirectoryGetsItToo() throws IOException {
    needLabels();
    Path inner = folder.resolve("a/b");
    host.apply(file(inner, "state", "directory", "setype", "usr_t"));
    assertEquals("system_u:object_r:usr_t:s0", label(inner));
    assertEquals("system_u:object_r:usr_t:s0", label(folder.resolve("a")));
  }

  @Test
  void tellsALinkFromItsTarget() throws IOException {
    Path target = labelled("target");
    Path link = Files.createSymbolicLink(folder.resolve("bin"), Path.of("target"));
    host.run(Script.sh("chcon -h {} {}", OLD, link));
    host.apply(file(link, "state", "link", "src", "target", "setype", "usr_t"));
    assertEquals("unconfined_u:object_r:usr_t:s0", label(target));
    assertEquals(OLD, label(link));
    host.apply(file(link, "state", "link", "src", "target", "setype", "_default", "follow", false));
    assertEquals("unconfined_u:object_r:bin_t:s0", label(link));
    assertEquals("unconfined_u:object_r:usr_t:s0", label(target));
  }

  @Test
  void aNewLinkGetsWhatThePolicySays() throws IOException {
    needLabels();
    labelled("target");
    Path link = folder.resolve("bin");
    host.apply(file(link, "state", "link", "src", "target", "setype", "_default", "follow", false));
    assertEquals("system_u:object_r:bin_t:s0", label(link));
  }

  @Test
  void labelsAllBelow() throws IOException {
    needLabels();
    Files.createDirectory(folder.resolve("d"));
    List<Path> files = List.of(folder.resolve("d"), labelled("d/bin"), labelled("d/new\nline"));
    host.run(Script.sh("chcon {} {}", OLD, folder.resolve("d")));
    var task =
        file(
            folder.resolve("d"),
            "state",
            "directory",
            "recurse",
            true,
            "seuser",
            "system_u",
            "setype",
            "_default");
    host.apply(task);
    assertEquals("system_u:object_r:etc_t:s0", label(files.get(0)));
    assertEquals("system_u:object_r:bin_t:s0", label(files.get(1)));
    assertEquals("system_u:object_r:etc_t:s0", label(files.get(2)));
  }

  @Test
  void wishesInVainWhereSelinuxDoesNotRun() throws IOException {
    command("selinuxenabled", "exit 1");
    Path file = Files.createFile(folder.resolve("f"));
    var result = host.apply(file(file, "setype", "_default"));
    assertFalse(result.changed());
    assertFalse(result.returns().containsKey("secontext"));
    assertFalse(
        host.apply(file(folder, "state", "directory", "recurse", true, "setype", "a_t")).changed());
  }

  @Test
  void saysWhenThePolicyOrTheContextCannotBeTold() throws IOException {
    command("matchpathcon", "echo no policy >&2; exit 1");
    Path file = labelled("f");
    assertTrue(refusal(file(file, "setype", "_default")).contains("matchpathcon"));
    assertFalse(host.apply(file(file, "setype", "user_home_t")).changed());
    Path unlabelled = Files.createFile(folder.resolve("g"));
    String message = refusal(file(unlabelled, "setype", "bin_t"));
    assertTrue(message.startsWith("The SELinux context of \"" + unlabelled), message);
    assertFalse(message.contains("?"), message);
    host.run(Script.sh("chcon {} {}", OLD, folder));
    String below = refusal(file(folder, "state", "directory", "recurse", true, "setype", "bin_t"));
    assertTrue(below.contains(unlabelled.toString()), below);
  }

  /** What a host of Fedora prints. */
  @Test
  void readsAContextWithALevelOfManyParts() {
    Output seen =
        Output.of(
            """
            0022
            uid=0(root) gid=0(root) groups=0(root)
            /var/lib/libvirt/images/a\0node
            81b0 107 107 0
            qemu
            qemu
            bytes
            policy system_u:object_r:virt_image_t:s0
            \0context system_u:object_r:svirt_image_t:s0:c214,c894
            \0\0""");
    var task = file(Path.of("/var/lib/libvirt/images/a"), "setype", "_default");
    var plan = task.decide(task.observe().reader().apply(seen));
    assertEquals(
        """
        act() { chcon system_u:object_r:virt_image_t:s0:c214,c894 "$@"; }
        links=
        reach /var/lib/libvirt/images/a follow
        held "$n\"""",
        Tasks.changes(plan));
  }

  private void command(String name, String script) throws IOException {
    Path file = Files.writeString(commands.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private void needLabels() throws IOException {
    Files.deleteIfExists(labelled("probe"));
  }

  private Path labelled(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    Assumptions.assumeTrue(
        host.run(Script.sh("chcon {} {}", OLD, file)).isSuccess(),
        "labels need root, chcon and a file system that has them");
    return file;
  }

  private String label(Path path) {
    return host.run(Script.sh("stat -c %C {}", path)).stdout().strip();
  }

  private static File file(Path path, Object... more) {
    Object[] usual = {"path", path.toString()};
    return task(File.class, ObjectArrays.concat(usual, more, Object.class));
  }

  private String refusal(Module<?> module) {
    return assertThrows(ModuleFailure.class, () -> host.plan(module)).getMessage();
  }
}
