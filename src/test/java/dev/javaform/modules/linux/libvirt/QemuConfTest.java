package dev.javaform.modules.linux.libvirt;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QemuConfTest {

  private static final String PATH = "/etc/libvirt/qemu.conf";
  private static final String TEXT =
      """
      # Master configuration file for the QEMU driver.
      #
      #   user = "qemu"   # A user named "qemu"
      #
      #user = "libvirt-qemu"

      cgroup_controllers = [ "cpu",
         "devices" ] # not all
      max_files = 1024
      """;

  @Test
  void aKeyComesAfterTheCommentThatShowsIt() {
    var plan = given(settings(Map.of("user", "anna"))).seeing(host().print()).plan();
    assertTrue(
        plan.after().file().text().contains("#user = \"libvirt-qemu\"\nuser = \"anna\"\n\n"),
        plan.after().file().text());
    assertEquals(
        List.of("change the settings", "start libvirt's daemon again; guests go on running"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void aListOverSeveralLinesIsOneSetting() {
    var same = settings(Map.of("cgroup_controllers", List.of("cpu", "devices"), "max_files", 1024));
    given(same).seeing(host().print()).changesNothing();
    var none = settings(Map.of("cgroup_controllers", List.of()));
    var text = given(none).seeing(host().print()).plan().after().file().text();
    assertTrue(text.contains("\n\ncgroup_controllers = []\nmax_files = 1024\n"), text);
  }

  @Test
  void removesAKey() {
    var task = task(QemuConf.class, "remove", List.of("cgroup_controllers"));
    var text = given(task).seeing(host().print()).plan().after().file().text();
    assertTrue(text.contains("libvirt-qemu\"\n\nmax_files"), text);
  }

  @Test
  void aDaemonThatRunsWithAnOlderFileIsStartedAgain() {
    given(settings(Map.of("max_files", 1024)))
        .seeing(host().section("old", "yes").print())
        .by("systemctl restart virtqemud.service");
  }

  @Test
  void whereNoneRunsNothingIsStarted() {
    given(settings(Map.of("user", "anna")))
        .seeing(new ProbeText().file(PATH, TEXT).print())
        .by("put " + PATH);
  }

  @Test
  void rootHasToBeAccepted() {
    for (Object root : new Object[] {"root", "+0", 0}) {
      assertThrows(ArgumentException.class, () -> settings(Map.of("user", root)));
    }
    var accepted = task(QemuConf.class, "settings", Map.of("user", "root"), "accept_root", true);
    assertEquals(2, given(accepted).seeing(host().print()).plan().steps().size());
  }

  @Test
  void aKeyThatThisVersionDoesNotShowIsToldOf() {
    assertTrue(
        given(settings(Map.of("usr", "anna")))
            .seeing(host().print())
            .plan()
            .warnings()
            .getFirst()
            .contains("does not mention \"usr\""));
  }

  @Test
  void withoutTheFileNothingIsMade() {
    assertTrue(
        given(settings(Map.of("user", "anna")))
            .refusesSeeing(Output.of(""))
            .contains("Install libvirt's driver"));
  }

  private static QemuConf settings(Map<String, Object> settings) {
    return task(QemuConf.class, "settings", settings);
  }

  private static ProbeText host() {
    return new ProbeText().section("daemon", "virtqemud").file(PATH, TEXT);
  }
}
