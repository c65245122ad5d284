package dev.javaform.modules.linux.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real question, in every shell, on files that stand for those of a kernel. */
class VfioProbeTest {

  private static final String BUS = "sys/devices/pci0000:00/0000:00:01.0";
  private static final String DISK = "0000:05:00.0";
  private static final String CARD = "0000:03:00.0";

  @TempDir private Path root;

  static Stream<LocalHost> hosts() {
    return LocalHost.all();
  }

  @BeforeEach
  void aHostOnAMappedDiskWithACard() throws IOException {
    function(DISK, "0x144d", "0xa80a", "0x010802");
    function(CARD, "0x1002", "0x7550", "0x030000");
    link(BUS + "/" + CARD + "/driver", "sys/bus/pci/drivers/amdgpu");
    link(BUS + "/" + CARD + "/iommu_group", "sys/kernel/iommu_groups/7");
    link("sys/bus/pci/drivers/amdgpu/module", "sys/module/amdgpu");
    Files.createDirectories(root.resolve(BUS + "/" + DISK + "/nvme/nvme0/nvme0n1/nvme0n1p2"));
    link("sys/class/block/nvme0n1p2", BUS + "/" + DISK + "/nvme/nvme0/nvme0n1/nvme0n1p2");
    Files.createDirectories(root.resolve("sys/devices/virtual/block/dm-77/slaves"));
    link("sys/class/block/dm-77", "sys/devices/virtual/block/dm-77");
    link("sys/devices/virtual/block/dm-77/slaves/nvme0n1p2", "sys/class/block/nvme0n1p2");
    write("etc/fstab", "/dev/dm-77 / ext4 rw 0 0\n");
    write("proc/cmdline", "quiet vfio-pci.ids=10de:2204\n");
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void tellsWhoHasAFunctionAndWhatTheHostNeeds(LocalHost host) {
    try (host) {
      VfioState seen = ask(host);
      assertEquals(ImmutableMap.of(CARD + " 1002:7550", "amdgpu"), seen.functions());
      HostFunction card = seen.host().at(CARD).orElseThrow();
      assertEquals("amdgpu", card.module().orElse("none"));
      assertEquals("030000 true", card.type() + " " + card.grouped());
      assertEquals(Set.of(), card.uses());
      assertEquals(Set.of("nvme0n1p2"), seen.host().at(DISK).orElseThrow().uses());
      assertEquals(ImmutableList.of("10de:2204"), seen.host().foreign().get("/proc/cmdline"));
    }
  }

  private VfioState ask(LocalHost host) {
    VfioProbe probe =
        new VfioProbe(ImmutableList.of(CARD), ImmutableSet.of(root + "/etc/javaform-vfio.conf"));
    return host.seeing(
            ImmutableMap.of(
                "/sys/bus/pci", root.resolve("sys/bus/pci"),
                "/sys/class/block", root.resolve("sys/class/block"),
                "/etc/fstab", root.resolve("etc/fstab"),
                "/proc/cmdline", root.resolve("proc/cmdline")))
        .ask(probe.probe());
  }

  private void function(String address, String vendor, String id, String type) throws IOException {
    write(BUS + "/" + address + "/vendor", vendor + "\n");
    write(BUS + "/" + address + "/device", id + "\n");
    write(BUS + "/" + address + "/class", type + "\n");
    link("sys/bus/pci/devices/" + address, BUS + "/" + address);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createDirectories(root.resolve(target));
    Files.createSymbolicLink(link, root.resolve(target));
  }
}
