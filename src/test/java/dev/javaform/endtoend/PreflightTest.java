package dev.javaform.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdicts of the role preflight over boards of real machines. */
@Tag("faults")
class PreflightTest {
  private static final Pattern GROUP = Pattern.compile("IOMMU group (\\d+)");
  private static final Pattern DEVICE =
      Pattern.compile("\\s+(\\S+) .*?\\[(\\p{XDigit}{4})]: .*\\[(\\S{4}:\\S{4})].*");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "msi-mag-b550m-mortar               | gpu 2b:00.0             | ",
        "msi-mag-b550m-mortar               | gpu 2b:00.0,usb 2d:00.3 | ",
        "msi-mag-b550m-mortar               | usb 04:00.0             | an IOMMU group holds other",
        "msi-b450m-mortar                   | gpu 10:00.0             | ",
        "msi-b450m-mortar                   | gpu 38:00.0             | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | gpu 01:00.0    | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | usb 00:14.0    | an IOMMU group holds other",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | usb 03:00.0    | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | gpu 05:00.0    | a device is not there",
      })
  void groupsAreWeighed(String board, String devices, String obstacle) throws Exception {
    Told told = verdict(board(board), devices);
    told.exits(0);
    if (obstacle == null) {
      told.hides("an IOMMU group holds other").hides("a device is not there");
    } else {
      told.says("(item=" + obstacle).says("This host cannot pass devices through: ");
    }
  }

  @Test
  void whatTheHostRunsOnStaysWithIt() throws Exception {
    String disk = device("0000:01:00.0", "010802", "144d:a80a", 1, "[\"nvme0n1p2\"]");
    verdict(List.of(disk), "disk 01:00.0")
        .says("the host itself uses a device")
        .says("0000:01:00.0 carries nvme0n1p2 of this host");
  }

  @Test
  void theCardThatTheFirmwareDrawsOnNeedsAWord() throws Exception {
    String card =
        device("0000:01:00.0", "030000", "10de:1401", 1, "[]")
            .replace("}", ", \"boot_vga\": true}");
    List<String> cards = List.of(card, device("0000:00:02.0", "030000", "8086:1912", 2, "[]"));
    verdict(cards, "gpu 01:00.0").says("(item=the card that the firmware draws on is to go)");
    verdict(cards, "gpu 01:00.0", "-e", "{\"preflight_accept_boot_display\": true}")
        .hides("the card that the firmware draws on");
    verdict(cards, "gpu 00:02.0").hides("the card that the firmware draws on");
  }

  @Test
  void nothingNamedIsNoReasonToClaimThatAllIsWell() throws Exception {
    verdict(List.of(), "").hides("Nothing speaks against").says("no device to pass is named");
  }

  @Test
  void anAddressThatYamlReadAsANumberIsToldAsSuch() throws Exception {
    verdict(List.of(), "", "-e", "{passthrough_devices: [{role: usb, address: 0000:11:00.3}]}")
        .says("(item=an address is not one)")
        .says("660.3 in passthrough_devices is not the address of a PCI device")
        .hides("a device is not there");
  }

  @Test
  void theAddressIsAlsoTakenAsLspciPrintsIt() throws Exception {
    String disk = device("0000:0b:00.0", "010802", "144d:a80a", 1, "[\"swap\"]");
    String named = "{passthrough_devices: [{role: disk, address: \"0B:00.0\", id: \"144D:A80A\"}]}";
    verdict(List.of(disk), "", "-e", named)
        .says("0000:0b:00.0 carries swap of this host")
        .hides("an address is not one")
        .hides("another device is at the address");
  }

  @Test
  void anotherDeviceAtTheAddressIsTold() throws Exception {
    String card = device("0000:0b:00.0", "030000", "10de:1401", 1, "[]");
    String named = "{passthrough_devices: [{role: gpu, address: \"0b:00.0\", id: \"10de:1402\"}]}";
    verdict(List.of(card), "", "-e", named)
        .says("(item=another device is at the address)")
        .says("0000:0b:00.0 10de:1402");
  }

  /** Who is not root is a fact of the host; sudo is a program that asks again and again. */
  private Told withoutRoot(String... options) throws Exception {
    Path sudo =
        OddHost.program(
            folder.resolve("sudo"),
            """
            #!/bin/sh
            while [ "$1" != -p ]; do shift; done
            for try in 1 2 3; do printf %s "$2" >&2; read -r _ || exit; done
            """);
    return new Site(folder)
        .file(
            "hosts",
            "localhost ansible_connection=local ansible_become_password=mistyped ansible_become_exe=%s\n"
                .formatted(sudo))
        .run(
            """
            - hosts: localhost
              gather_facts: false
              tasks:
                - import_role: {name: "%s", tasks_from: root}
            """
                .formatted(Path.of("roles/preflight").toAbsolutePath()),
            Stream.concat(Stream.of("-e", "{ansible_facts: {user_id: player}}"), Stream.of(options))
                .toArray(String[]::new));
  }

  @Test
  void whyNobodyCanBecomeRootIsToldOnce() throws Exception {
    String why =
        "player cannot become root by sudo: the password is wrong; check --ask-become-pass";
    withoutRoot("--check").exits(0).says(why).says("So what only root may read is left out");
    Told told = withoutRoot().exits(2).hides("is left out").hides("mistyped");
    told.lost("localhost", "Changes need root", "root.yml:", why, "or add --check for an audit.");
  }

  /** The devices of a board's listing as facts, with a second card where it has one only. */
  private static List<String> board(String name) throws IOException {
    Path fixtures =
        Path.of(
            Optional.ofNullable(System.getProperty("javaform.fixtures"))
                .orElse("../shared/fixtures"));
    Path file = fixtures.resolve("hosts/iommu/" + name + ".txt");
    Assumptions.assumeTrue(Files.exists(file), () -> "no fixture " + file);
    List<String> devices = new ArrayList<>();
    int group = 0;
    for (String line : Files.readAllLines(file)) {
      Matcher head = GROUP.matcher(line);
      Matcher device = DEVICE.matcher(line);
      if (head.matches()) {
        group = Integer.parseInt(head.group(1));
      } else if (device.matches()) {
        String address = "0000:" + device.group(1);
        devices.add(device(address, device.group(2) + "00", device.group(3), group, "[]"));
      }
    }
    return devices;
  }

  private static String device(String address, String type, String id, int group, String use) {
    return ("{\"address\": \"%s\", \"class\": \"%s\", \"id\": \"%s\", \"vendor\": \"%s\","
            + " \"iommu_group\": %d, \"host_use\": %s}")
        .formatted(address, type, id, id.substring(0, 4), group, use);
  }

  /**
   * Runs the role.
   *
   * @param wanted {@code role address} pairs, with commas between them
   */
  private Told verdict(List<String> devices, String wanted, String... options) throws Exception {
    String named =
        wanted.isEmpty()
            ? ""
            : wanted.replaceAll("(\\w+) ([^,]+)", "{\"role\": \"$1\", \"address\": \"0000:$2\"}");
    String variables =
        "{\"preflight_pci\": %s, \"passthrough_devices\": [%s], \"guest_memory_gib\": 0}"
            .formatted(devices, named);
    List<String> words = new ArrayList<>(List.of("--check", "-e", variables));
    words.addAll(List.of(options));
    return new Site(folder)
        .file("hosts", "localhost ansible_connection=local\n")
        .run(
            """
            - hosts: localhost
              vars:
                preflight_gpus: []
              roles: ["%s"]
            """
                .formatted(Path.of("roles/preflight").toAbsolutePath()),
            words.toArray(String[]::new));
  }
}
