package dev.javaform.modules.linux.devices;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdevRuleTest {

  private static final String DISK =
      "ACTION==\"add|change\", SUBSYSTEM==\"block\", ENV{DEVTYPE}==\"disk\", ";
  private static final String RULES =
      DISK
          + "KERNEL==\"nvme*\", ATTR{queue/scheduler}=\"none\"\n"
          + DISK
          + "KERNEL==\"sd*\", ATTR{queue/rotational}==\"0\", ATTR{queue/scheduler}=\"mq-deadline\","
          + " ATTR{queue/read_ahead_kb}=\"1024\"\n";
  private static final String PATH = "/etc/udev/rules.d/90-disks.rules";
  private static final String TEXT = "# Written by the module udev_rule.\n" + RULES;
  private static final UdevRule RULE = rule(RULES);

  @Test
  void onlyDisksThatDifferAreLookedAtAgain() {
    given(RULE)
        .seeing(
            disks()
                .text(disk("sdaa", "0", "[none] mq-deadline", "128"))
                .text(disk("sdb", "1", "[bfq] none", "128"))
                .file(PATH, TEXT)
                .print())
        .by(
            "udevadm trigger --action=change --subsystem-match=block --sysname-match=sdaa && udevadm"
                + " settle --timeout=60");
  }

  @Test
  void whatIsThereIsLeftAlone() {
    given(RULE).seeing(disks().file(PATH, TEXT).print()).changesNothing();
  }

  @Test
  void newRulesAreReadAndTakeEffect() {
    var plan =
        given(RULE)
            .seeing(disks().text(disk("nvme1n1", "0", "[kyber] none", "128")).print())
            .plan();
    assertEquals(
        List.of("write the rules", "have udev read them", "have udev look at nvme1n1 again"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals("none", plan.after().values().get("nvme1n1").get("queue/scheduler"));
  }

  @Test
  void withoutUdevOnlyTheFileIsWritten() {
    var host = new ProbeText().text(disk("nvme0n1", "0", "[kyber] none", "128"));
    var planned = given(RULE).seeing(host.print()).by("put " + PATH);
    assertTrue(planned.plan().warnings().getFirst().startsWith("udev does not run here"));
  }

  @Test
  void aFileOfTheDistributionIsNotHidden() {
    var host = disks().section("hidden", "/usr/lib/udev/rules.d/90-disks.rules");
    assertTrue(given(RULE).refusesSeeing(Output.of(host.print())).contains("Choose another name"));
  }

  @Test
  void rulesThatCannotBeWorkedOutAreOnlyWritten() {
    UdevRule rule =
        rule("SUBSYSTEM==\"block\", ENV{ID_MODEL}==\"X*\", ATTR{queue/scheduler}=\"none\"");
    var planned = given(rule).seeing(disks().print());
    assertEquals(2, planned.plan().steps().size());
    assertTrue(planned.plan().warnings().getFirst().startsWith("Some of the rules"));
  }

  @Test
  void absentTakesTheFileAway() {
    given(task(UdevRule.class, "name", "90-disks", "state", "absent"))
        .seeing(disks().file(PATH, TEXT).print())
        .by("rm -f -- " + PATH, "udevadm control --reload");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "KERNEL==\"sd*, ATTR{x}=\"1\"; cannot be read",
        "KERNEL==\"sd*\", ATTR{x=\"1\"; cannot be read",
        "KERNEL=\"sd*\" ATTR{x}; cannot be read",
        "KERNAL==\"sd*\"; is not a key of udev's rules",
      })
  void whatIsNoRuleIsRefused(String text, String why) {
    String said = assertThrows(ArgumentException.class, () -> rule(text)).getMessage();
    assertTrue(said.contains(why), said);
  }

  private static UdevRule rule(String text) {
    return task(UdevRule.class, "name", "90-disks", "rules", text);
  }

  private static ProbeText disks() {
    return new ProbeText()
        .section("udev", "yes")
        .text(disk("nvme0n1", "0", "[none] mq-deadline", "128"))
        .text(disk("sda", "0", "[mq-deadline] none", "1024"));
  }

  private static ProbeText disk(String name, String rotational, String scheduler, String ahead) {
    return new ProbeText()
        .section(
            "disk " + name,
            "queue/rotational %s\nqueue/scheduler %s\nqueue/read_ahead_kb %s"
                .formatted(rotational, scheduler, ahead));
  }
}
