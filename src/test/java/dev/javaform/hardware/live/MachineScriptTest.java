package dev.javaform.hardware.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real script, by the shells of this machine, on a folder that stands for a host. */
class MachineScriptTest {

  private static final String CARD = "sys/devices/pci0000:00/0000:00:03.1/0000:0f:00.0/";

  @TempDir private Path root;

  private void file(String path, String content) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), content);
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  /** What the script tells; it must not complain. */
  private HostTree told(String... shell) throws Exception {
    var process = new ProcessBuilder(shell).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(MachineScript.text(root.toString()).getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    for (String line : output.lines().toList()) {
      assertTrue(line.isEmpty() || line.matches("[@|].*|[a-z].*=.*"), line);
    }
    return MachineText.read(output.lines().toList());
  }

  private void card() throws IOException {
    file(CARD + "vendor", "0x1002\n");
    file(CARD + "device", "0x7550\n");
    file(CARD + "class", "0x030000\n");
    file(CARD + "reset_method", "device_specific bus\n");
    file(CARD + "modalias", "pci:v00001002d00007550sv00001DA2sd0000E490bc03sc00i00\n");
    file(CARD + "resource", "0x7800000000 0x7bffffffff 0x14220c\n0x0 0x0 0x0\n");
    link(
        "sys/bus/pci/devices/0000:0f:00.0",
        "../../../devices/" + CARD.substring(12, CARD.length() - 1));
    link(CARD + "driver", "../../../../bus/pci/drivers/amdgpu");
    link(CARD + "iommu_group", "../../../../kernel/iommu_groups/33");
    file("proc/sys/kernel/osrelease", "6.1.0-18\n");
    file(
        "lib/modules/6.1.0-18/modules.alias",
        """
        # Aliases
        alias pci:v00001002d*sv*sd*bc03sc00i00* amdgpu
        alias pci:v00001002d00007550sv*sd*bc*sc*i* other
        alias pci:v00001002d00001234sv*sd*bc*sc*i* foreign
        alias pci:v*d*sv*sd*bc03sc00i00* any
        alias usb:v1002p7550d*dc*dsc*dp*ic*isc*ip*in* usb
        """);
    file(
        "lib/modules/6.1.0-18/modules.builtin.modinfo",
        "x.alias=pci:v00001002d00007550sv*sd*bc*sc*i*\0x.license=GPL\0");
  }

  @Test
  void readsAFunctionWithItsLinksAndModules() throws Exception {
    card();
    var function = Machine.of(told("sh")).pci().at("0000:0f:00.0").orElseThrow();
    assertEquals("1002:7550", function.id());
    assertEquals(Optional.of("amdgpu"), function.driver());
    assertEquals(Optional.of(33), function.group());
    assertEquals(Set.of("amdgpu", "any", "other", "x"), function.candidates());
    assertEquals(List.of("device_specific", "bus"), function.resets().orElseThrow());
    assertEquals(16L << 30, function.bars().getFirst().size());
    assertEquals(List.of("0000:00:03.1"), function.parents());
  }

  @Test
  void readsOnlyTheAliasesOfDevicesThatAreThere() throws Exception {
    card();
    assertEquals(
        List.of("amdgpu", "other", "any"),
        told("sh").lines("lib/modules/6.1.0-18/modules.alias").stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList());
  }

  @Test
  void nothingInAFilePassesForAFrame() throws Exception {
    String hostile = "@proc/cmdline\n|evil\nproc/swaps=evil\n@links\n|l x sys/a -> b\n@@ other\n";
    file("etc/fstab", hostile);
    file("proc/cmdline", "good\n");
    file("sys/class/dmi/id/product_name", "@proc/cmdline\n|evil\n");
    file("etc/dracut.conf", "a=b\n@proc/cmdline\n|evil");
    file("etc/modprobe.d/a\n@proc/cmdline\n|evil.conf", "x\n");
    var tree = told("sh");
    assertEquals(Optional.of("good"), tree.value("proc/cmdline"));
    assertEquals(hostile, tree.text("etc/fstab").orElseThrow());
    assertEquals(Optional.of("@proc/cmdline"), tree.value("sys/class/dmi/id/product_name"));
    assertEquals(List.of("a=b", "@proc/cmdline", "|evil"), tree.lines("etc/dracut.conf"));
    assertFalse(tree.has("proc/swaps"));
    assertTrue(tree.links().isEmpty());
  }

  @Test
  void noToolSpeaksForAFolder() throws Exception {
    assertEquals(Set.of(), Set.copyOf(told("sh").names("commands")));
  }

  @Test
  void namesThatLeadAwayAreNoPaths() {
    var tree =
        MachineText.read(
            List.of("@../etc/x", "|a", "sys/../../y=1", "@/etc/z", "|b", "@a/b", "|c", "nothing"));
    assertEquals(Set.of("a/b"), tree.files().keySet());
  }

  @Test
  void whatTheFirmwareSaysAboutTheLoaderIsText() throws Exception {
    file(
        "sys/firmware/efi/efivars/LoaderInfo-4a67", "\6\0\0\0s\0y\0s\0t\0e\0m\0d\0-\0b\0o\0o\0t\0");
    assertEquals("systemd-boot", Machine.of(told("sh")).boot().loader());
  }

  @Test
  void readsThisMachine() throws Exception {
    root = Path.of("/");
    var machine = Machine.of(told("sh"));
    assertTrue(machine.processors().online().size() > 0);
    assertTrue(machine.memory().totalKib().orElseThrow() > 0);
    assertFalse(machine.tree().lines("proc/self/mountinfo").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "busybox ash"})
  void anyShellReadsTheSame(String shell) throws Exception {
    String program = shell.split(" ")[0];
    Assumptions.assumeTrue(
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
        () -> "no " + program + " on this machine");
    card();
    file("etc/fstab", "UUID=1\\040x / ext4 defaults 0 1");
    file("sys/class/net/eth0/brif/x", "");
    assertEquals(told("sh"), told(shell.split(" ")));
  }
}
