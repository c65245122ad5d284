package dev.javaform.modules.linux.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real hook, on a /sys of files that stands for the kernel's. */
class VfioHookTest {

  private static final String CARD = "0000:03:00.0";

  @TempDir private Path root;

  @BeforeEach
  void aBusWithOneCard() throws IOException {
    write("proc/cmdline", "quiet\n");
    write("sys/bus/pci/drivers_probe", "");
    write("dev/kmsg", "");
    device("0x1002", "0x7550", "0x030000");
  }

  @Test
  void aCardWithoutADriverIsKeptForVfio() throws Exception {
    run();
    assertEquals("vfio-pci\n", read("driver_override"));
    assertEquals(CARD + "\n", Files.readString(root.resolve("sys/bus/pci/drivers_probe")));
  }

  @Test
  void anotherDeviceAtTheAddressIsLeftAlone() throws Exception {
    device("0x8086", "0x10d3", "0x020000");
    run();
    assertEquals("", read("driver_override"));
    String told = Files.readString(root.resolve("dev/kmsg"));
    assertTrue(told.contains(CARD + " is 0x8086 0x10d3, not 1002:7550"), told);
  }

  @Test
  void aControllerIsTakenFromItsDriver() throws Exception {
    device("0x1002", "0x7550", "0x0c0330");
    bind("xhci_hcd", true);
    run();
    assertEquals(CARD + "\n", read("driver/unbind"));
  }

  @Test
  void aCardIsTakenFromADriverOfTheKernelItself() throws Exception {
    bind("bochs-drm", false);
    run();
    assertEquals(CARD + "\n", read("driver/unbind"));
  }

  @Test
  void aCardThatALoadedDriverMayDrawOnIsLeftToIt() throws Exception {
    bind("amdgpu", true);
    run();
    assertEquals("", read("driver/unbind"));
    assertTrue(Files.readString(root.resolve("dev/kmsg")).contains("has a driver already"));
  }

  @Test
  void theWayOutOfTheBootMenuKeepsNothing() throws Exception {
    write("proc/cmdline", "quiet module_blacklist=foo,vfio_pci ro\n");
    run();
    assertEquals("", read("driver_override"));
  }

  private Path device() {
    return root.resolve("sys/bus/pci/devices/" + CARD);
  }

  private String read(String name) throws IOException {
    return Files.readString(device().resolve(name));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void device(String vendor, String id, String type) throws IOException {
    String folder = "sys/bus/pci/devices/" + CARD;
    write(folder + "/vendor", vendor + "\n");
    write(folder + "/device", id + "\n");
    write(folder + "/class", type + "\n");
    write(folder + "/driver_override", "");
  }

  private void bind(String driver, boolean loaded) throws IOException {
    Path folder = root.resolve("sys/bus/pci/drivers/" + driver);
    Files.createDirectories(loaded ? folder.resolve("module") : folder);
    Files.writeString(folder.resolve("unbind"), "");
    Files.createSymbolicLink(device().resolve("driver"), folder);
  }

  /** Each shell that an initial RAM disk may have does the same. */
  private void run() throws IOException, InterruptedException {
    HostFunction card =
        new HostFunction(
            CARD,
            "1002:7550",
            "030000",
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            ImmutableSortedSet.of(),
            ImmutableSortedSet.of());
    String hook = VfioFiles.byAddress(List.of(card), ImmutableSet.of(), false).get(VfioFiles.HOOK);
    String here =
        hook.replaceAll("/(sys|proc|dev)/(?!null)", root + "/$1/").replace("modprobe ", ": ");
    for (List<String> shell : List.of(List.of("sh"), List.of("busybox", "sh"))) {
      Files.writeString(device().resolve("driver_override"), "");
      Process process =
          new ProcessBuilder(shell).redirectErrorStream(true).directory(root.toFile()).start();
      process.getOutputStream().write(here.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), told);
      assertEquals("", told);
    }
  }
}
