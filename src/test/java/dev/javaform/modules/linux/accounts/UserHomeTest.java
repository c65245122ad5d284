package dev.javaform.modules.linux.accounts;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A home made for a user who exists: as useradd(8) would have made it, by every shell. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
record UserHomeTest(LocalHost host) {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOME_MODE 0700                       | rwx------",
        "HOME_MODE 0750\\nUMASK 077           | rwxr-x---",
        "UMASK\\t\\t027                       | rwxr-x---",
        "  UMASK 077  # of every login        | rwx------",
        "UMASK 022\\nUMASK 077                | rwx------",
        "# HOME_MODE 0700\\nMAIL_DIR /var/mail | rwxr-xr-x",
        "ERASECHAR 0177\\nUMASKED 077         | rwxr-xr-x",
        "''                                   | rwxr-xr-x",
      })
  void hasTheModeOfLoginDefs(String settings, String mode, @TempDir Path folder) throws Exception {
    Path skeleton = Files.createDirectory(folder.resolve("skeleton"));
    Files.writeString(skeleton.resolve(".profile"), "umask 022\n");
    Path home = folder.resolve("home/root");
    User user =
        task(User.class, "name", "root", "home", home.toString(), "skeleton", skeleton.toString());
    Account seen =
        user.observe()
            .reader()
            .apply(Output.of("= entry\n|root:x:0:0:root:" + home + ":/bin/sh\n"));
    Path file = Files.writeString(folder.resolve("login.defs"), settings.translateEscapes() + "\n");

    Step.Run make = (Step.Run) user.decide(seen).steps().getLast();
    try (LocalHost there = host.seeing(file, "/etc/login.defs")) {
      Output output = there.run(make.script());
      assertEquals("", output.stderr());
      assertTrue(output.isSuccess());
    }
    assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
    assertEquals("umask 022\n", Files.readString(home.resolve(".profile")));
  }
}
