package dev.javaform.modules.linux.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginLimitsTest {

  private static final String PATH = "/etc/security/limits.d/90-javaform.conf";
  private static final String TEXT = "# Written by the module limits.\n@users - nofile 65536\n";

  @Test
  void writesTheFileAndSaysWhomItDoesNotReach() {
    var planned = given(limits("@users  -  nofile 65536")).seeing("").by("put " + PATH);
    assertEquals(TEXT, planned.plan().after().text());
    assertTrue(planned.plan().warnings().getFirst().contains("A guest has none of them"));
  }

  @Test
  void tellsWhatTheDaemonMayLock() {
    given(limits("@users - nofile 65536"))
        .seeing(new ProbeText().section("memlock", "unlimited").file(PATH, TEXT).print())
        .changesNothing()
        .returns(Map.of("path", PATH, "daemon_memlock", "unlimited"));
  }

  @Test
  void absentTakesTheFileAway() {
    given(task(LoginLimits.class, "state", "absent"))
        .seeing(new ProbeText().file(PATH, TEXT).print())
        .by("rm -f -- " + PATH);
  }

  @ParameterizedTest
  @CsvSource({
    "* - nproc unlimited, accept_unlimited_processes",
    "* nofile 5, is not a limit",
    "* - files 5, cannot be limited",
    "* - nofile many, is not a limit",
  })
  void refusesWhatIsNoneOrTooMuch(String entry, String why) {
    String said = assertThrows(ArgumentException.class, () -> limits(entry)).getMessage();
    assertTrue(said.contains(why), said);
  }

  @Test
  void unlimitedProcessesHaveToBeAccepted() {
    LoginLimits accepted =
        task(
            LoginLimits.class,
            "entries",
            List.of("* - nproc unlimited"),
            "accept_unlimited_processes",
            true);
    given(accepted).seeing("").by("put " + PATH);
  }

  private static LoginLimits limits(String entry) {
    return task(LoginLimits.class, "entries", List.of(entry));
  }
}
