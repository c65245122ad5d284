package dev.javaform.modules.linux.tuned;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TunedTest {

  private static final String TEXT = "[main]\ninclude=virtual-host\n";
  private static final String DIGEST = Content.of(TEXT).digest().sha256();

  @Test
  void theProfileIsWrittenWhereOldVersionsLook() {
    var plan = given(gaming(TEXT)).seeing(debian("virtual-guest", "auto").print()).plan();
    assertEquals(
        List.of("make the profile's directory", "write the profile", "activate the profile gaming"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertTrue(plan.steps().get(1).toString().contains("/etc/tuned/gaming/tuned.conf"));
  }

  @Test
  void newVersionsHaveADirectoryForProfiles() {
    var host = debian("", "").section("layout", "split");
    var plan = given(gaming(TEXT)).seeing(host.print()).plan();
    assertTrue(plan.steps().get(1).toString().contains("/etc/tuned/profiles/gaming/tuned.conf"));
  }

  @Test
  void aConfiguredDirectoryWins() {
    var host = debian("", "").section("dirs", "/usr/lib/tuned/profiles,/etc/tuned/own");
    var plan = given(gaming(TEXT)).seeing(host.print()).plan();
    assertTrue(plan.steps().get(1).toString().contains("/etc/tuned/own/gaming/tuned.conf"));
  }

  @Test
  void anActiveProfileThatWasAppliedAsItIsStays() {
    given(gaming(TEXT)).seeing(applied(DIGEST).print()).changesNothing();
  }

  @Test
  void anEditedProfileIsAppliedAnew() {
    var plan = given(gaming(TEXT)).seeing(applied("0".repeat(64)).print()).plan();
    assertEquals(1, plan.steps().size());
  }

  @Test
  void aParameterChangedByHandIsSeenAndSetRight() {
    String text = TEXT + "[sysctl]\nvm.swappiness=1\nvm.dirty_ratio = 10\nvm.x=>3\n";
    var host = debian("gaming", "manual").file("/etc/tuned/gaming/tuned.conf", text);
    host.section("applied", Content.of(text).digest().sha256());
    host.section("live", "vm/swappiness 77\nvm/dirty_ratio 10");
    var plan = given(gaming(text)).seeing(host.print()).plan();
    assertEquals("77", plan.before().live().get("vm/swappiness"));
    assertEquals("1", plan.after().live().get("vm/swappiness"));
    assertEquals(
        List.of("activate the profile gaming"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    host.section("unverified", "'vm.swappiness' = '77', expected '1'");
    given(gaming(text)).seeing(host.print()).changesNothing();
  }

  @Test
  void whatCouldNotBeSetIsAWarning() {
    var host = applied(DIGEST).section("unverified", "'vm.swappiness' = '60', expected '1'");
    given(gaming(TEXT))
        .seeing(host.print())
        .changesNothing()
        .warns(
            "tuned could not set all values of the profile: 'vm.swappiness' = '60', expected '1'.");
  }

  @Test
  void whatANewProfileCouldNotSetIsLearned() {
    var learned = given(gaming(TEXT)).seeing(applied("other").print()).plan().returns().learned();
    assertEquals(
        Map.of("unverified", List.of("'vm.swappiness' = '60', expected '1'")),
        learned.apply(List.of(Output.of("'vm.swappiness' = '60', expected '1'\n"))));
  }

  @Test
  void aStoppedDaemonIsStarted() {
    var host =
        new ProbeText()
            .section("installed", "yes")
            .file("/usr/lib/tuned/balanced/tuned.conf", TEXT);
    var plan =
        given(new Tuned("balanced", Optional.empty(), Optional.empty()))
            .seeing(host.print())
            .plan();
    assertEquals("start tuned", plan.steps().getFirst().purpose());
  }

  @Test
  void anUnknownProfileIsRefused() {
    var module = new Tuned("nope", Optional.empty(), Optional.empty());
    assertTrue(
        given(module)
            .refusesSeeing(Output.of(debian("", "").print()))
            .startsWith("There is no profile \"nope\" on this host."));
  }

  @Test
  void theBootloaderPluginIsForbidden() {
    for (String text :
        List.of(
            "[bootloader]\ncmdline=quiet\n", "[x]\ntype=bootloader\n", "[b]\ncmdline_x = a\n")) {
      assertThrows(IllegalArgumentException.class, () -> gaming(text), text);
    }
  }

  @Test
  void aShippedProfileThatWritesTheCommandLineIsWarnedOfBeforeItIsActive() {
    Tuned module = new Tuned("cpu-partitioning", Optional.empty(), Optional.empty());
    String file = "/usr/lib/tuned/cpu-partitioning/tuned.conf";
    var host = debian("balanced", "auto").file(file, "[bootloader]\n").section("bootloader", file);
    String warning = given(module).seeing(host.print()).plan().warnings().getFirst();
    assertTrue(warning.startsWith(file + " uses tuned's bootloader plugin"), warning);
  }

  private static Tuned gaming(String text) {
    return new Tuned("gaming", Optional.of(text), Optional.empty());
  }

  private static ProbeText debian(String active, String mode) {
    return new ProbeText()
        .section("installed", "yes")
        .section("active", active)
        .section("mode", mode)
        .section("running", "active");
  }

  private static ProbeText applied(String digest) {
    return debian("gaming", "manual")
        .section("applied", digest)
        .file("/etc/tuned/gaming/tuned.conf", TEXT);
  }
}
