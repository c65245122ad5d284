package dev.javaform.modules.linux.memory;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The module in every shell, with a kernel made of files. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class HugepagesOnRealHostTest {

  private static final String POOL = "hugepages/hugepages-2048kB/";

  private final LocalHost real;
  private Path kernel;
  private Path config;
  private Path hooks;

  HugepagesOnRealHostTest(LocalHost real) {
    this.real = real;
  }

  @Test
  void reservesAndTakesBack(@TempDir Path folder) throws IOException {
    LocalHost host = host(folder);
    var result = host.apply(task(Hugepages.class, "pages", 8, "keep", "1M"));
    assertEquals("8", count());
    assertEquals(8L, result.get("pages"));
    assertEquals(false, result.get("partial"));
    Files.writeString(kernel.resolve(POOL + "nr_hugepages"), "77\n");
    host.perform(host.plan(task(Hugepages.class, "pages", 8, "keep", "1M")));
    assertEquals("8", count());
    host.apply(task(Hugepages.class, "mode", "none"));
    assertEquals("0", count());
    try (var left = Files.list(config)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void theHookAddsAGuestsPagesAndTakesThemAway(@TempDir Path folder) throws IOException {
    LocalHost host = host(folder);
    host.apply(
        task(Hugepages.class, "pages", 8, "keep", "1M", "mode", "on_start", "guest", "win11"));
    Files.writeString(kernel.resolve(POOL + "nr_hugepages"), "5\n");
    assertTrue(hook(host, "win11 prepare begin -").isSuccess());
    assertEquals("13", count());
    hook(host, "other prepare begin -");
    hook(host, "win11 start begin -");
    assertEquals("13", count());
    hook(host, "win11 release end -");
    hook(host, "win11 release end -");
    assertEquals("5", count());
  }

  private Output hook(LocalHost host, String words) {
    String path = "/etc/libvirt/hooks/qemu.d/javaform-hugepages-2M-win11";
    return host.run(Script.sh("sh " + path + " " + words));
  }

  private String count() throws IOException {
    return Files.readString(kernel.resolve(POOL + "nr_hugepages")).strip();
  }

  private LocalHost host(Path folder) throws IOException {
    kernel = folder.resolve("mm");
    Files.createDirectories(kernel.resolve(POOL));
    for (String name : new String[] {"nr_hugepages", "free_hugepages", "resv_hugepages"}) {
      Files.writeString(kernel.resolve(POOL + name), name.startsWith("free") ? "99\n" : "0\n");
    }
    config = Files.createDirectory(folder.resolve("tmpfiles.d"));
    hooks = Files.createDirectory(folder.resolve("hooks"));
    Path run = Files.createDirectory(folder.resolve("run"));
    return real.seeing(
        Map.of(
            "/sys/kernel/mm",
            kernel,
            "/sys/devices/system/node",
            Files.createDirectory(folder.resolve("nodes")),
            "/etc/tmpfiles.d",
            config,
            "/etc/libvirt/hooks",
            hooks,
            "/run",
            run));
  }
}
