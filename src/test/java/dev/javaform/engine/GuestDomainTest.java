package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.hardware.Built;
import dev.javaform.hardware.CpuTable;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import dev.javaform.lab.Tools;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.Tasks;
import dev.javaform.modules.linux.libvirt.GuestLayout;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The domain that the shipped template makes of the facts of machines. */
class GuestDomainTest {

  private static final Path ROLES = Path.of("roles").toAbsolutePath();

  /** The card in the reference build, and its USB controller. */
  private static final List<Map<String, String>> FUNCTIONS =
      List.of(
          Map.of("address", "0000:0f:00.0"),
          Map.of("address", "0000:0f:00.1"),
          Map.of("address", "0000:11:00.3"));

  @TempDir private Path folder;

  @Test
  void theReferenceBuildComesOutAsItWas() throws Exception {
    Element domain =
        domain(
            layout(seed(), "span", true, "reserve", 0),
            Map.of(
                "gaming_profile",
                "seed",
                "guest_memory_gib",
                64,
                "passthrough_functions",
                FUNCTIONS,
                "passthrough_card_slots",
                List.of("0000:0f:00")));
    assertEquals("32", text(domain, "vcpu"));
    assertEquals(seedPins(), pins(domain));
    assertEquals("0,16", first(domain, "emulatorpin").getAttribute("cpuset"));
    assertEquals(List.of("0,16", "0,16"), attributes(domain, "iothreadpin", "cpuset"));
    Element topology = first(domain, "topology");
    assertEquals("1 1 16 2", values(topology, "sockets", "dies", "cores", "threads"));
    assertEquals(List.of("topoext", "invtsc"), attributes(first(domain, "cpu"), "feature", "name"));
    assertEquals("passthrough", first(domain, "cache").getAttribute("mode"));
    assertEquals("2048", first(domain, "page").getAttribute("size"));
    assertEquals("shared", first(domain, "access").getAttribute("mode"));
    assertEquals("on", first(domain, "hidden").getAttribute("state"));
    assertEquals("AuthenticAMD", first(domain, "vendor_id").getAttribute("value"));
    assertEquals("sysinfo", first(domain, "smbios").getAttribute("mode"));
    assertEquals(
        Map.of("manufacturer", "ASRock", "product", "X570 Taichi Razer Edition"),
        entries(domain, "baseBoard"));
    assertEquals("none", first(domain, "memballoon").getAttribute("model"));
    assertEquals("qxl", first(first(domain, "video"), "model").getAttribute("type"));
  }

  @Test
  void theFunctionsOfACardShareASlotInsideTheGuest() throws Exception {
    Element domain =
        domain(
            layout(seed()),
            Map.of(
                "passthrough_functions", FUNCTIONS,
                "passthrough_card_slots", List.of("0000:0f:00"),
                "guest_rom_files", Map.of("0000:0f:00.0", "/roms/card.rom")));
    NodeList devices = domain.getElementsByTagName("hostdev");
    List<String> places = new ArrayList<>();
    for (int i = 0; i < devices.getLength(); i++) {
      Element device = (Element) devices.item(i);
      NodeList addresses = device.getElementsByTagName("address");
      Element source = (Element) addresses.item(0);
      Element inside = addresses.getLength() > 1 ? (Element) addresses.item(1) : null;
      places.add(
          values(source, "bus", "slot", "function")
              + (inside == null
                  ? ""
                  : " -> " + values(inside, "bus", "slot", "function", "multifunction").strip()));
    }
    assertEquals(
        List.of(
            "0x0f 0x00 0x0 -> 0x06 0x00 0x0 on", "0x0f 0x00 0x1 -> 0x06 0x00 0x1", "0x11 0x00 0x3"),
        places);
    assertEquals(List.of("on", "on", "on"), attributes(domain, "rom", "bar"));
    assertEquals(List.of("/roms/card.rom", "", ""), attributes(domain, "rom", "file"));
  }

  @Test
  void byDefaultTheHostKeepsAGroupOfCoresAndNothingIsHidden() throws Exception {
    Element domain = domain(layout(seed()), Map.of());
    assertEquals(
        List.of(
            "8", "24", "9", "25", "10", "26", "11", "27", "12", "28", "13", "29", "14", "30", "15",
            "31"),
        pins(domain));
    assertEquals(List.of("1,17", "1,17"), attributes(domain, "iothreadpin", "cpuset"));
    assertEquals(List.of("topoext"), attributes(first(domain, "cpu"), "feature", "name"));
    for (String absent : List.of("hidden", "vendor_id", "sysinfo", "access", "numatune")) {
      assertEquals(0, domain.getElementsByTagName(absent).getLength(), absent);
    }
    assertEquals("2", text(domain, "iothreads"));
    assertEquals("1", first(first(domain, "disk"), "driver").getAttribute("iothread"));
    assertTrue(text(domain, "serial").matches("[0-9A-F]{16}"), text(domain, "serial"));
  }

  @Test
  void withFewerThreadsEachVirtualCpuHasACoreOfItsOwn() throws Exception {
    Element domain = domain(layout(seed()), Map.of("guest_threads", 1));
    assertEquals(List.of("8", "9", "10", "11", "12", "13", "14", "15"), pins(domain));
    assertEquals("8", text(domain, "vcpu"));
    assertEquals(List.of(), attributes(first(domain, "cpu"), "feature", "name"));
  }

  @Test
  void aHostThatTellsNothingGetsNoPins() throws Exception {
    Map<String, Object> layout = layout(HostTree.of(Map.of(), Map.of()));
    assertEquals(false, layout.get("known"));
    Element domain = domain(layout, Map.of());
    assertEquals(0, domain.getElementsByTagName("cputune").getLength());
    assertEquals("4", text(domain, "vcpu"));
  }

  @Test
  void aHostWithoutACoreToGiveSaysSoAndGetsNoPins() throws Exception {
    Map<String, Object> layout = layout(Built.online("0-1").cores(0, "0-1").tree());
    assertEquals(false, layout.get("known"));
    assertTrue(layout.get("explanation").toString().contains("pinned to no CPU"));
    assertEquals(0, domain(layout, Map.of()).getElementsByTagName("cputune").getLength());
  }

  @Test
  void pinsThatAreNamedAreTakenAsTheyAre() throws Exception {
    Element domain =
        domain(
            layout(seed()),
            Map.of(
                "guest_cores",
                2,
                "guest_threads",
                1,
                "guest_pinning",
                List.of(4, 5),
                "guest_emulator_cpus",
                "0-1"));
    assertEquals(List.of("4", "5"), pins(domain));
    assertEquals(List.of("0-1", "0-1"), attributes(domain, "iothreadpin", "cpuset"));
    assertEquals(
        0,
        domain(layout(seed()), Map.of("guest_pin", false))
            .getElementsByTagName("vcpupin")
            .getLength());
  }

  @Test
  void whatTheHostsLibvirtDoesNotKnowIsLeftOut() throws Exception {
    Built old = reference();
    old.file(
        "commands/domcapabilities",
        "<domainCapabilities><features><hyperv supported='yes'><enum name='features'>"
            + "<value>relaxed</value><value>vapic</value></enum></hyperv></features>"
            + "</domainCapabilities>");
    Element domain = domain(layout(old.tree()), Map.of());
    assertEquals(1, domain.getElementsByTagName("vapic").getLength());
    assertEquals(0, domain.getElementsByTagName("stimer").getLength());
    Element modern = domain(layout(seed()), Map.of());
    assertEquals(1, modern.getElementsByTagName("stimer").getLength());
  }

  @Test
  void severalThreadsServeTheDiskWhereLibvirtKnowsHow() throws Exception {
    Map<String, Object> layout = new LinkedHashMap<>(layout(seed()));
    layout.put("libvirt", "10.0.0");
    layout.put("qemu", "9.0.0");
    Element domain = domain(layout, Map.of());
    assertEquals(List.of("1", "2"), attributes(domain, "iothread", "id"));
    assertEquals("itco", first(domain, "watchdog").getAttribute("model"));
  }

  @Test
  void libvirtTakesItAsItsSchemaSays() throws Exception {
    Path validate = Tools.need("virt-xml-validate", "libvirt-clients");
    for (String profile : List.of("safe", "seed")) {
      for (String stage : List.of("bringup", "run")) {
        domain(
            layout(seed()),
            Map.of(
                "gaming_profile",
                profile,
                "guest_stage",
                stage,
                "guest_memory_shared",
                true,
                "guest_data_disks",
                List.of("/dev/vg/games", "/var/games.raw"),
                "guest_install_media",
                List.of("/a.iso", "/b.iso"),
                "passthrough_functions",
                FUNCTIONS,
                "passthrough_card_slots",
                List.of("0000:0f:00")));
        Process process =
            new ProcessBuilder(
                    validate.toString(), folder.resolve("domain.xml").toString(), "domain")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), profile + " " + stage + ": " + said);
      }
    }
  }

  @Test
  void theHostsOwnSerialNumberIsNeverTold() throws Exception {
    Element domain = domain(layout(seed()), Map.of("guest_smbios_source", "host"));
    assertFalse(Files.readString(folder.resolve("domain.xml")).contains("M80-SERIAL"));
    assertTrue(entries(domain, "system").get("serial").matches("[0-9A-F]{16}"));
    assertEquals("ASRock", entries(domain, "system").get("manufacturer"));
  }

  /** The reference build, as far as is known: its CPUs, and what its board says. */
  private static HostTree seed() throws Exception {
    return reference().tree();
  }

  private static Built reference() throws Exception {
    return CpuTable.built("5950x")
        .cpuInfo("AuthenticAMD", "constant_tsc nonstop_tsc svm")
        .file("sys/class/dmi/id/sys_vendor", "To Be Filled By O.E.M.")
        .file("sys/class/dmi/id/product_name", "X570 Taichi Razer Edition")
        .file("sys/class/dmi/id/product_serial", "M80-SERIAL")
        .file("sys/class/dmi/id/board_serial", "M80-SERIAL")
        .file("sys/class/dmi/id/board_vendor", "ASRock")
        .file("sys/class/dmi/id/board_name", "X570 Taichi Razer Edition");
  }

  private static List<String> seedPins() throws Exception {
    return Files.readAllLines(Fixtures.path("derived/5950x-seed-pinning.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .toList();
  }

  private static Map<String, Object> layout(HostTree tree, Object... arguments) {
    return layoutOf(Tasks.task(GuestLayout.class, arguments), tree);
  }

  private static <S> Map<String, Object> layoutOf(Module<S> module, HostTree tree) {
    return module
        .decide(module.observe().reader().apply(Output.of(printed(tree))))
        .returns()
        .known();
  }

  /** The files of a machine as the question to a host prints them. */
  private static String printed(HostTree tree) {
    StringBuilder text = new StringBuilder();
    tree.files()
        .forEach(
            (path, content) -> {
              text.append('@').append(path).append('\n');
              content.lines().forEach(line -> text.append('|').append(line).append('\n'));
            });
    return text.toString();
  }

  private Element domain(Map<String, Object> layout, Map<String, Object> settings)
      throws Exception {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("guest_domain_layout", layout);
    String json = new ObjectMapper().writeValueAsString(all);
    Path written = folder.resolve("domain.xml");
    Playing.Told told =
        new Playing(folder)
            .file("given.json", json)
            .play(
                """
                - hosts: one
                  gather_facts: false
                  vars_files:
                    - %1$s/settings/defaults/main.yml
                    - %1$s/guest_domain/defaults/main.yml
                    - %1$s/guest_domain/vars/main.yml
                    - given.json
                  tasks:
                    - template: {src: %1$s/../templates/domain.xml.j2, dest: %2$s}
                """
                    .formatted(ROLES, written));
    assertTrue(Files.exists(written), told.text());
    byte[] xml = Files.readAllBytes(written);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }

  private static List<String> pins(Element domain) {
    NodeList pins = domain.getElementsByTagName("vcpupin");
    List<String> numbers = attributes(domain, "vcpupin", "vcpu");
    assertEquals(IntStream.range(0, pins.getLength()).mapToObj(i -> "" + i).toList(), numbers);
    return attributes(domain, "vcpupin", "cpuset");
  }

  private static Map<String, String> entries(Element domain, String part) {
    Map<String, String> entries = new LinkedHashMap<>();
    NodeList all = first(domain, part).getElementsByTagName("entry");
    for (int i = 0; i < all.getLength(); i++) {
      Element entry = (Element) all.item(i);
      entries.put(entry.getAttribute("name"), entry.getTextContent());
    }
    return entries;
  }

  private static Element first(Element domain, String name) {
    return (Element) domain.getElementsByTagName(name).item(0);
  }

  private static String text(Element domain, String name) {
    return first(domain, name).getTextContent();
  }

  private static String values(Element element, String... names) {
    return String.join(" ", List.of(names).stream().map(element::getAttribute).toList());
  }

  private static List<String> attributes(Element domain, String name, String attribute) {
    List<String> values = new ArrayList<>();
    NodeList all = domain.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      values.add(((Element) all.item(i)).getAttribute(attribute));
    }
    return values;
  }
}
