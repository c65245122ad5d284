package dev.javaform.hardware.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.Board;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

  private static final String PACKAGED = "usr/share/qemu/firmware/";
  private static final ImmutableSet<String> SECURE =
      ImmutableSet.of("secure-boot", "enrolled-keys");
  private static final ImmutableSet<String> NONE = ImmutableSet.of();

  private static Descriptors read(String fixture, String folder) throws IOException {
    Path root = Fixtures.path("firmware/" + fixture);
    Map<String, String> files = new HashMap<>();
    try (var found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(folder + root.relativize(file), Files.readString(file));
      }
    }
    return Descriptors.of(HostTree.of(files, Map.of()));
  }

  private static List<String> files(List<FirmwareDescriptor> descriptors) {
    return descriptors.stream().map(FirmwareDescriptor::file).toList();
  }

  private static FirmwareNeed uefi(ImmutableSet<String> with, ImmutableSet<String> without) {
    return new FirmwareNeed("uefi", "x86_64", "q35", with, without);
  }

  @Test
  void theAdministratorsMaskThoseOfPackages() throws IOException {
    var all = read("libvirt-search-path", "");
    assertEquals(
        List.of(
            "40-bios.json",
            "40-ovmf-sb-keys.json",
            "45-ovmf-sev-stateless.json",
            "50-ovmf-sb-keys.json",
            "55-ovmf-sb-combined.json",
            "61-ovmf.json",
            "70-aavmf.json"),
        files(all.all()));
    assertEquals(
        List.of("40-ovmf-sb-keys.json", "50-ovmf-sb-keys.json", "55-ovmf-sb-combined.json"),
        files(all.matching(uefi(SECURE, NONE))));
    assertEquals(
        List.of("45-ovmf-sev-stateless.json", "61-ovmf.json"),
        files(all.matching(uefi(NONE, ImmutableSet.of("secure-boot")))));
  }

  @Test
  void anEmptyOneTakesAPackagesAway() {
    var board =
        new Board()
            .file(PACKAGED + "60-x.json", "{\"features\": []}")
            .file(PACKAGED + "70-y.json", "{\"features\": []}")
            .file("etc/qemu/firmware/60-x.json", "");
    assertEquals(List.of("70-y.json"), files(Descriptors.of(board.tree()).all()));
  }

  @Test
  void whatIsNoDescriptorIsPassedOver() {
    var board =
        new Board()
            .file(PACKAGED + "10-a.json", "{")
            .file(PACKAGED + "20-b.json", "[1]")
            .file(PACKAGED + "30-c.json", "{\"mapping\": 7, \"targets\": [null], \"features\": 1}")
            .file(PACKAGED + "40-d.txt", "{}");
    assertEquals(List.of("30-c.json"), files(Descriptors.of(board.tree()).all()));
  }

  @Test
  void debiansEnrolledKeysAreThePairForMicrosoft() throws IOException {
    var found = read("debian12", PACKAGED).matching(uefi(SECURE, NONE));
    assertEquals(
        "/usr/share/OVMF/OVMF_CODE_4M.ms.fd", found.getFirst().executable().orElseThrow().path());
    assertEquals(
        "/usr/share/OVMF/OVMF_VARS_4M.ms.fd", found.getFirst().variables().orElseThrow().path());
    assertTrue(found.getFirst().isSecure());
    assertEquals(
        List.of("60-edk2-x86_64.json"),
        files(read("debian12", PACKAGED).matching(uefi(NONE, ImmutableSet.of("secure-boot")))));
  }

  @Test
  void anOldLibvirtGetsRawImages() throws IOException {
    var all = read("fedora", PACKAGED);
    assertEquals(
        "30-edk2-ovmf-4m-qcow2-x64-sb-enrolled.json",
        files(all.readableBy("9.7.0").matching(uefi(SECURE, NONE))).getFirst());
    assertEquals(
        "30-edk2-ovmf-4m-qcow2-x64-sb-enrolled.json",
        files(all.readableBy("10.0.0").matching(uefi(SECURE, NONE))).getFirst());
    for (String old : List.of("9.0.0", "9.1", "8.10.0", "")) {
      assertEquals(
          List.of("31-edk2-ovmf-2m-raw-x64-sb-enrolled.json"),
          files(all.readableBy(old).matching(uefi(SECURE, NONE))),
          old);
    }
  }

  @Test
  void machinesAreMatchedByPattern() throws IOException {
    var all = read("fedora", PACKAGED);
    for (String machine : List.of("q35", "pc-q35-9.2", "pc-q35-rhel9.4.0")) {
      var need = new FirmwareNeed("uefi", "x86_64", machine, SECURE, NONE);
      assertEquals(2, all.matching(need).size(), machine);
    }
    for (String machine : List.of("pc", "pc-i440fx-8.1", "virt", "microvm")) {
      var need = new FirmwareNeed("uefi", "x86_64", machine, SECURE, NONE);
      assertEquals(0, all.matching(need).size(), machine);
    }
    assertEquals(
        List.of("70-aavmf.json"),
        files(
            read("libvirt-search-path", "")
                .matching(new FirmwareNeed("uefi", "aarch64", "virt", NONE, NONE))));
  }
}
