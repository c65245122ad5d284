package dev.javaform.hardware.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.memory.Memory;
import dev.javaform.hardware.processor.Processors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapturesTest {

  private static final String ONLINE = "sys/devices/system/cpu/online";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "machine/", "./", "/", "captures/of/machine/"})
  void theRootMayLieDeeper(String prefix) throws IOException {
    HostTree tree = Captures.read(tar(prefix + ONLINE, "0-3\n"));
    assertEquals(Optional.of("0-3"), tree.value(ONLINE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"system/cpu/online", "x/devices/system/cpu/online", "x/system/cpu/online"})
  void treesMayBeginBelowTheRoot(String path) throws IOException {
    assertEquals(Optional.of("0-3"), Captures.read(tar(path, "0-3\n")).value(ONLINE));
  }

  @Test
  void foldersAreReadWithoutFollowingLinks() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path cpu = Files.createDirectories(folder.resolve("capture/sys/devices/system/cpu"));
    Files.writeString(cpu.resolve("online"), "0-7\n");
    Files.createSymbolicLink(cpu.resolve("link"), secret);
    HostTree tree = Captures.read(folder.resolve("capture"));
    assertEquals(Optional.of("0-7"), tree.value(ONLINE));
    assertEquals(Optional.of(secret.toString()), tree.link("sys/devices/system/cpu/link"));
    assertEquals(Optional.empty(), tree.text("sys/devices/system/cpu/link"));
  }

  @Test
  void theRunningMachineIsNoCapture() {
    String message =
        assertThrows(BadCapture.class, () -> Captures.read(Path.of("/proc/self"))).getMessage();
    assertTrue(message.contains("running machine"), message);
  }

  /** tar pads what the kernel said is a page long. */
  @Test
  void paddingIsNoContent() throws IOException {
    HostTree tree = Captures.read(tar(ONLINE, "0-3\n\0\0\0\0"));
    assertEquals(Optional.of("0-3\n"), tree.text(ONLINE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys/bus/pci/devices/../vendor",
        "../sys/bus/pci/devices/vendor",
        "sys/bus/pci/devices/\u001b[2J/vendor"
      })
  void namesThatNoMachineHasAreRefused(String path) {
    byte[] archive = tar(path, "x");
    String message = assertThrows(BadCapture.class, () -> Captures.read(archive)).getMessage();
    assertTrue(message.contains("which no machine has"), message);
    assertFalse(message.contains("\u001b"));
  }

  @Test
  void anArchiveThatGrowsWithoutEndIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      byte[] header = new byte[1 << 20];
      System.arraycopy(tar("sys/a", ""), 0, header, 0, 512);
      long size = 1L << 30;
      System.arraycopy(
          "%011o".formatted(size).getBytes(StandardCharsets.US_ASCII), 0, header, 124, 11);
      checksum(header);
      gzip.write(header);
      byte[] zeros = new byte[1 << 20];
      for (int count = 0; count < 300; count++) {
        gzip.write(zeros);
      }
    }
    String message =
        assertThrows(BadCapture.class, () -> Captures.read(bytes.toByteArray())).getMessage();
    assertTrue(message.contains("longer than 256 MiB"), message);
  }

  private static void checksum(byte[] header) {
    for (int index = 148; index < 156; index++) {
      header[index] = ' ';
    }
    int sum = 0;
    for (int index = 0; index < 512; index++) {
      sum += header[index];
    }
    System.arraycopy(
        "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes);
        var tar = new TarArchiveOutputStream(gzip)) {
      for (int count = 0; count <= 200_000; count++) {
        tar.putArchiveEntry(new TarArchiveEntry("sys/" + count, TarConstants.LF_DIR));
        tar.closeArchiveEntry();
      }
    }
    String message =
        assertThrows(BadCapture.class, () -> Captures.read(bytes.toByteArray())).getMessage();
    assertTrue(message.contains("more than 200000 entries"), message);
  }

  @Test
  void whatIsNoCaptureSaysWhatOneIs() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello\n");
    String message = assertThrows(BadCapture.class, () -> Captures.read(text)).getMessage();
    assertTrue(message.contains("--save"), message);
    byte[] archive = tar("home/user/file", "x");
    message = assertThrows(BadCapture.class, () -> Captures.read(archive)).getMessage();
    assertTrue(message.contains("holds neither sys nor proc"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "fd377a585a00, xz",
    "28b52ffd24, zstd",
    "504b030414, zip",
    "04224d1864, lz4",
    "377abcaf271c, 7-Zip"
  })
  void whatElsePacksFilesIsNamed(String magic, String name) {
    byte[] archive = BaseEncoding.base16().lowerCase().decode(magic + "00".repeat(20));
    String message = assertThrows(BadCapture.class, () -> Captures.read(archive)).getMessage();
    assertTrue(message.contains("packed by " + name) && message.contains("gzip"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CPU(s):  16~Thread(s) pro Kern:  2~Modellname:  AMD Ryzen 7 | LC_ALL=C lscpu",
        "{~   \"lscpu\": [~      {~ | lscpu -p",
        "00:00.0 Host bridge [0600]: AMD Device [1022:14d8] | lspci",
        "~ | It is empty",
      })
  void textsThatTellTooLittleSayWhatWould(String lines, String advice) {
    byte[] text = lines.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
    String message = assertThrows(BadCapture.class, () -> Captures.read(text)).getMessage();
    assertTrue(message.contains(advice), message);
  }

  /** The table of util-linux 2.19, and the one for people, with a CPU that is switched off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        # The following is the parsable format, which can be fed to other
        # CPU,Core,Socket,Node,,L1d,L1i,L2,L3
        0,0,0,0,,0,0,0,0
        1,1,0,1,,1,1,1,1
        2,0,0,0,,0,0,0,0
        3,1,0,1,,1,1,1,1
        """,
        """
        CPU NODE SOCKET CORE L1d:L1i:L2:L3 ONLINE    MAXMHZ
          0    0      0    0 0:0:0:0          yes 4500.0000
          1    1      0    1 1:1:1:1          yes 4500.0000
          2    0      0    0 0:0:0:0          yes 4500.0000
          3    1      0    1 1:1:1:1          yes 4500.0000
          4    -      -    - -                 no         -
        """
      })
  void tablesOfLscpuTellWhatSharesWhat(String text) throws IOException {
    Processors all = Processors.of(Captures.read(text.getBytes(StandardCharsets.UTF_8)));
    assertEquals("0-3", all.online().toString());
    assertEquals(
        List.of("0,2", "1,3"), all.cores().stream().map(core -> core.cpus().toString()).toList());
    assertEquals(
        List.of("0,2", "1,3"),
        all.groups().stream().map(group -> group.cpus().toString()).toList());
    assertEquals(
        List.of("0,2", "1,3"), all.nodes().stream().map(node -> node.cpus().toString()).toList());
  }

  @Test
  void hardLinksStandForTheirFile() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      put(tar, ONLINE, "0-3\n");
      var link = new TarArchiveEntry("sys/devices/system/cpu/present", TarConstants.LF_LINK);
      link.setLinkName(ONLINE);
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    HostTree tree = Captures.read(bytes.toByteArray());
    assertEquals(Optional.of("0-3"), tree.value("sys/devices/system/cpu/present"));
  }

  @Test
  void dmidecodeTellsWhatTheKernelWould() {
    HostTree tree = Fixtures.tree("dmi/x570-taichi-razer_5950x_128g.txt");
    assertTrue(tree.value("sys/class/dmi/id/board_vendor").orElseThrow().contains("ASRock"));
    assertEquals(Optional.empty(), tree.value("sys/class/dmi/id/product_serial"));
    assertEquals(Optional.of(128L << 20), Memory.of(tree).installedKib());
    assertEquals(Optional.of("AMD Ryzen 9 5950X 16-Core Processor"), Processors.of(tree).model());
    assertEquals(Optional.of(16), Processors.of(tree).counts().cores());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sysfs-ghw/intel-i7-1270p-iommu.tar.gz",
        "sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz",
        "cpu/hwloc-sysfs/32intel64-2p8co2t+8ve.tar.bz2",
        "cpu/lscpu-dumps/x86_64-epyc_7451.tar.gz"
      })
  void whatIsSavedIsTheSameMachine(String fixture) throws IOException {
    HostTree tree = Fixtures.tree(fixture);
    byte[] saved = Captures.save(tree);
    assertArrayEquals(saved, Captures.save(tree));
    HostTree again = Captures.read(saved);
    assertEquals(Processors.of(tree), Processors.of(again));
    assertEquals(Memory.of(tree), Memory.of(again));
    assertEquals(Machine.of(tree).pci(), Machine.of(again).pci());
    assertEquals(Machine.of(tree).iommu(), Machine.of(again).iommu());
    assertEquals(Machine.of(tree).usb(), Machine.of(again).usb());
    assertEquals(Machine.of(tree).owners().uses().keys(), Machine.of(again).owners().uses().keys());
    assertEquals(Machine.of(tree).boot().loader(), Machine.of(again).boot().loader());
    assertArrayEquals(saved, Captures.save(again));
  }

  /** A host tells files by the paths it knows them by, which lead through links. */
  @Test
  void whatIsSavedCanBeUnpackedToADisk() throws IOException {
    HostTree tree =
        HostTree.of(
            Map.of(
                "sys/bus/pci/devices/0000:01:00.0/vendor", "0x1002\n",
                "sys/firmware/efi", "",
                "sys/firmware/efi/efivars/LoaderInfo-1", "x\n"),
            Map.of(
                "sys/bus/pci/devices/0000:01:00.0", "../../../devices/pci0000:00/0000:01:00.0",
                "sys/bus/pci/devices/0000:01:00.0/driver", "../../bus/pci/drivers/amdgpu"));
    HostTree saved = Captures.read(Captures.save(tree));
    assertEquals(
        Set.of(
            "sys/devices/pci0000:00/0000:01:00.0/vendor", "sys/firmware/efi/efivars/LoaderInfo-1"),
        saved.files().keySet());
    assertEquals(
        Set.of("sys/bus/pci/devices/0000:01:00.0", "sys/devices/pci0000:00/0000:01:00.0/driver"),
        saved.links().keySet());
    assertTrue(saved.has("sys/firmware/efi"));
    assertTrue(saved.has("sys/bus/pci/devices/0000:01:00.0/vendor"));
    assertEquals(Machine.of(tree).pci(), Machine.of(saved).pci());
  }

  @Test
  void longNamesAndTargetsSurvive() throws IOException {
    String deep = "sys/devices/" + "0000:00:00.0/".repeat(30) + "vendor";
    HostTree tree =
        HostTree.of(Map.of(deep, "0x1002\n"), Map.of("sys/bus/x", "../" + "up/".repeat(90)));
    assertEquals(tree, Captures.read(Captures.save(tree)));
  }

  private static byte[] tar(String path, String content) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      put(tar, path, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String path, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(path, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
