package dev.javaform.engine;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import dev.javaform.binding.ModuleType;
import dev.javaform.binding.Modules;
import dev.javaform.module.Module;
import dev.javaform.module.Realms;
import dev.javaform.modules.linux.accounts.User;
import dev.javaform.modules.linux.commands.Command;
import dev.javaform.modules.linux.files.Copy;
import dev.javaform.modules.linux.files.File;
import dev.javaform.modules.linux.kernel.Modprobe;
import dev.javaform.modules.linux.kernel.Sysctl;
import dev.javaform.modules.linux.libvirt.VirshDefine;
import dev.javaform.modules.linux.packages.Apt;
import dev.javaform.modules.linux.services.SystemdService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a failure in check mode may rest on a change that was not made. */
class PendingChangeTest {

  private static final ImmutableMap<String, Module<?>> TASKS =
      ImmutableMap.<String, Module<?>>builder()
          .put("a note", copy("/etc/motd"))
          .put("a source of packages", copy("/etc/apt/sources.list.d/lab.list"))
          .put("a program", copy("/usr/local/bin/tool"))
          .put("a unit file", copy("/etc/systemd/system/lab.service"))
          .put("a folder", task(File.class, "path", "/srv/a", "state", "directory"))
          .put("a file in it", copy("/srv/a/b"))
          .put("a file beside it", copy("/srv/ab"))
          .put("an account", task(User.class, "name", "lab"))
          .put("packages", task(Apt.class, "name", List.of("tmux")))
          .put("a command", task(Command.class, "argv", List.of("true")))
          .put("a service", task(SystemdService.class, "name", "lab", "state", "started"))
          .put("a driver", task(Modprobe.class, "name", "vfio"))
          .put("a parameter", task(Sysctl.class, "name", "vm.swappiness", "value", "1"))
          .put("a guest", task(VirshDefine.class, "xml", "<domain><name>lab</name></domain>"))
          .buildOrThrow();

  @ParameterizedTest
  @CsvSource({
    "a source of packages, packages",
    "a program, packages",
    "a program, a guest",
    "a unit file, a service",
    "a folder, a file in it",
    "a file in it, a folder",
    "an account, a file in it",
    "an account, an account",
    "packages, packages",
    "packages, a service",
    "packages, a note",
    "a command, a note",
    "a command, packages",
    "a service, a guest",
    "a driver, a parameter",
  })
  void itMay(String change, String failing) {
    assertEquals(true, bears(change, failing));
  }

  @ParameterizedTest
  @CsvSource({
    "a note, packages",
    "a note, a service",
    "a note, an account",
    "a note, a guest",
    "a folder, a file beside it",
    "a file in it, a file beside it",
    "an account, packages",
    "an account, a parameter",
    "a service, packages",
    "a service, a note",
    "a parameter, packages",
    "a parameter, an account",
  })
  void itCannot(String change, String failing) {
    assertEquals(false, bears(change, failing));
  }

  @Test
  void everyTopicSaysWhatItsModulesAlter() {
    assertEquals(
        List.of(),
        new Modules()
            .all().stream()
                .map(ModuleType::record)
                .filter(record -> record.getPackageName().contains(".linux."))
                .filter(record -> !record.getPackage().isAnnotationPresent(Realms.class))
                .toList());
  }

  private static boolean bears(String change, String failing) {
    return PendingChange.of("a task", TASKS.get(change), null).bearsOn(TASKS.get(failing));
  }

  private static Copy copy(String path) {
    return task(Copy.class, "dest", path, "content", "x");
  }
}
