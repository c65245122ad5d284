package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Tools;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.text.Lineinfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root changes what is below the directory of another user, who swaps everything there as fast as
 * can be. Root may fail, but nothing of root's own is ever touched, and what is told as done is so.
 */
@Tag("lab")
@Tag("faults")
@Timeout(300)
@Order(Integer.MAX_VALUE)
class RaceTest {

  private static final int NOBODY = 65534;

  /** What the other user does, again and again: the arguments are what, where, and root's. */
  private static final String ATTACKER =
      """
      use strict; alarm 290;
      my ($how, $dir, $victim) = @ARGV; my ($k, %met) = (0);
      opendir(my $d, $dir) or die "$dir: $!\\n";
      sub names { my ($form) = @_; rewinddir $d; grep { /$form/ } readdir $d }
      sub away { my ($name) = @_; $met{$name}++ ? 0 : rename("$dir/$name", "$dir/.hid" . $k++) }
      my %do = (
        temporary => sub {
          for my $name (names(qr/^\\.javaform/)) {
            away($name) or next;
            if ($k % 3) { symlink($k % 3 == 1 ? $victim : "$victim/secret", "$dir/$name") }
            else { mkdir "$dir/$name"; symlink("$victim/secret", "$dir/$name/$_") for qw(new old) }
          }
        },
        target => sub {
          my $t = "$dir/target";
          symlink("$victim/secret", "$dir/l"); rename("$dir/l", $t); rename($t, "$dir/l"); unlink "$dir/l";
          mkdir $t; rmdir $t;
          symlink($victim, $t); unlink $t;
          if (open(my $f, '>', $t)) { print $f 'x'; close $f }
        },
        parent => sub {
          rename("$dir/c", "$dir/c2"); symlink($victim, "$dir/c"); unlink "$dir/c"; rename("$dir/c2", "$dir/c");
        },
        made => sub {
          for my $name (names(qr/^d\\d/)) { away($name) and symlink($victim, "$dir/$name") }
        },
        inside => sub {
          for my $top (names(qr/^t\\d/)) {
            -d "$dir/$top/s" and away("$top/s") and symlink($victim, "$dir/$top/s");
          }
        });
      $| = 1; print "ready\\n";
      $do{$how}->() while 1;
      """;

  @TempDir private Path folder;
  @AutoClose private final LocalHost host = LocalHost.of("sh");
  private Path theirs;
  private Path victim;
  private String before;
  private Process attacker;

  @BeforeEach
  void giveThemADirectory() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    theirs = Files.createDirectory(folder.resolve("theirs"));
    victim = Files.createDirectory(folder.resolve("victim"));
    Files.writeString(victim.resolve("secret"), "root's\n");
    Files.writeString(victim.resolve("f"), "root's, too\n");
    shell("chmod 755 {} {}; chmod 600 {}/*", folder, victim, victim);
    shell("chown {} {}; chmod 755 {}", NOBODY, theirs, theirs);
    before = victims();
  }

  @AfterEach
  void close() {
    if (attacker != null) {
      attacker.destroyForcibly();
    }
  }

  @Test
  void aSwappedTemporaryFileIsNeverWrittenThrough() throws Exception {
    attack("temporary", theirs);
    write(60, host);
  }

  @Test
  void aTemporaryFileThatIsAlwaysSwappedInTimeIsNeverWrittenThrough() throws Exception {
    attack("temporary", theirs);
    try (LocalHost slow = LocalHost.of("sh", slow("chown") + ":" + System.getenv("PATH"))) {
      assertTrue(write(20, slow) > 0, "nothing was ever swapped in time");
    }
  }

  /** How many of the files were not written, because what root made was swapped in time. */
  private int write(int turns, LocalHost host) throws Exception {
    int failed = 0;
    for (int turn = 0; turn < turns; turn++) {
      Path path = theirs.resolve("f" + turn);
      if (succeeds(host, copy(path, "x " + turn))) {
        assertEquals("x " + turn, Files.readString(path));
        assertEquals("644 65534 1", shell("stat -c '%a %u %h' {}", path).strip());
      } else {
        failed++;
      }
      assertEquals(before, victims());
    }
    return failed;
  }

  /** A directory with a command that gives the other user half a second before it does its work. */
  private Path slow(String command) throws IOException {
    Path commands = Files.createDirectory(folder.resolve("commands"));
    Path slow = commands.resolve(command);
    Files.writeString(slow, "#!/bin/sh\nsleep 0.5\nexec /bin/" + command + " \"$@\"\n");
    shell("chmod 755 {}", slow);
    return commands;
  }

  @Test
  void aSwappedTargetIsNeverWrittenThrough() throws Exception {
    attack("target", theirs);
    for (int turn = 0; turn < 30; turn++) {
      succeeds(copy(theirs.resolve("target"), "x " + turn));
      succeeds(task(Lineinfile.class, "path", theirs + "/target", "line", "l", "create", true));
      succeeds(task(Copy.class, "dest", theirs + "/target", "content", "y" + turn, "backup", true));
      assertEquals(before, victims());
    }
  }

  @Test
  void aSwappedTargetGetsNoAttributes() throws Exception {
    attack("target", theirs);
    for (int turn = 0; turn < 30; turn++) {
      for (String state : List.of("touch", "directory", "file")) {
        succeeds(file(theirs.resolve("target"), state));
      }
      succeeds(
          task(File.class, "path", theirs + "/target", "state", "link", "src", "a", "force", true));
      succeeds(task(File.class, "path", theirs + "/target", "state", "absent"));
      assertEquals(before, victims());
    }
  }

  @Test
  void aSwappedParentLeadsNowhere() throws Exception {
    Path inner = Files.createDirectory(theirs.resolve("c"));
    Files.writeString(inner.resolve("f"), "theirs");
    shell("chown -R {} {}", NOBODY, inner);
    attack("parent", theirs);
    for (int turn = 0; turn < 20; turn++) {
      succeeds(copy(inner.resolve("f"), "x " + turn));
      succeeds(copy(inner.resolve("new" + turn), "x"));
      succeeds(file(inner.resolve("f"), "file"));
      succeeds(file(inner.resolve("d" + turn), "directory"));
      succeeds(task(File.class, "path", inner + "/f", "state", "absent"));
      succeeds(task(File.class, "path", inner + "/l" + turn, "state", "link", "src", "f"));
      assertEquals(before, victims());
    }
  }

  @Test
  void aDirectoryThatIsSwappedAsSoonAsItIsMadeIsNotGivenAway() throws Exception {
    attack("made", theirs);
    for (int turn = 0; turn < 30; turn++) {
      succeeds(file(theirs.resolve("d" + turn + "/e"), "directory"));
      assertEquals(before, victims());
    }
  }

  @Test
  void aTreeIsNeitherChangedNorRemovedThroughALinkThatAppearsInIt() throws Exception {
    attack("inside", theirs);
    for (int turn = 0; turn < 20; turn++) {
      Path top = theirs.resolve("t" + turn);
      shell("mkdir -p {}/s; echo >{}/s/secret; echo >{}/s/f; chown -R 1:1 {}", top, top, top, top);
      shell("chown {} {}", NOBODY, top);
      succeeds(
          task(
              File.class,
              "path",
              top.toString(),
              "state",
              "directory",
              "owner",
              "65534",
              "mode",
              "u=rwX,go=rX",
              "recurse",
              true));
      succeeds(task(File.class, "path", top.toString(), "state", "absent"));
      assertEquals(before, victims());
    }
  }

  private static Copy copy(Path path, String content) {
    return task(
        Copy.class, "dest", path.toString(), "content", content, "owner", "65534", "mode", "0644");
  }

  private static File file(Path path, String state) {
    String mode = state.equals("directory") ? "0777" : "0666";
    return task(
        File.class, "path", path.toString(), "state", state, "owner", "65534", "mode", mode);
  }

  private void attack(String how, Path where) throws IOException {
    Tools.need("setpriv", "util-linux");
    Tools.need("perl", "perl-base");
    Path program = Files.writeString(folder.resolve("attacker"), ATTACKER);
    shell("chmod 644 {}", program);
    attacker =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                "perl",
                program.toString(),
                how,
                where.toString(),
                victim.toString())
            .redirectErrorStream(true)
            .start();
    assertEquals("ready", attacker.inputReader().readLine());
  }

  /** Looks, decides and acts like a session of root's; a failure must say why. */
  private <S> boolean succeeds(Module<S> module) throws Exception {
    return succeeds(host, module);
  }

  private <S> boolean succeeds(LocalHost host, Module<S> module) throws Exception {
    assertTrue(attacker.isAlive());
    try {
      List<Output> outputs = host.perform(host.plan(module));
      Output last = outputs.isEmpty() ? Output.of("") : outputs.getLast();
      assertTrue(last.isSuccess() || !last.stderr().isBlank(), "it failed without a word");
      return last.isSuccess();
    } catch (ModuleFailure e) {
      return false;
    }
  }

  private String victims() {
    return shell(
        "stat -c '%n %F %a %u %g %h' {} {}/* {}/.[!.]*; cat {}/*", victim, victim, victim, victim);
  }

  private String shell(String script, Object... arguments) {
    return host.run(Script.sh(script, arguments)).stdout();
  }
}
