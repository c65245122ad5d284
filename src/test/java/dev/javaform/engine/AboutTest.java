package dev.javaform.engine;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.modules.linux.accounts.User;
import dev.javaform.modules.linux.boot.GrubCmdline;
import dev.javaform.modules.linux.kernel.Sysctl;
import dev.javaform.modules.linux.packages.Apt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The heading of a difference says what differs, also where that is no file. */
class AboutTest {

  @Test
  void theModuleAndWhatItCaresFor() {
    assertEquals("user ann", About.of(task(User.class, "name", "ann")));
    assertEquals(
        "sysctl vm.swappiness",
        About.of(task(Sysctl.class, "name", "vm.swappiness", "value", "1")));
  }

  @Test
  void severalNames() {
    assertEquals("apt tmux, vim", About.of(task(Apt.class, "name", List.of("tmux", "vim"))));
  }

  @Test
  void theModuleAloneWhereItNamesNothing() {
    assertEquals("grub_cmdline", About.of(task(GrubCmdline.class, "present", List.of("quiet"))));
  }
}
