package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.hardware.Built;
import dev.javaform.hardware.HostTree;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.Tasks;
import dev.javaform.modules.linux.libvirt.GuestLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a guest's memory comes from on a machine with several nodes, and where its devices are. */
class GuestPlacesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final long GIB = 1 << 20;

  @TempDir private Path folder;

  private static Map<String, Object> layout(Object... arguments) throws Exception {
    HostTree tree =
        Built.online("0-15")
            .cores(0, "0,8", "1,9", "2,10", "3,11")
            .cores(1, "4,12", "5,13", "6,14", "7,15")
            .caches(3, 16384, "0-3,8-11", "4-7,12-15")
            .node(0, "0-3,8-11", 32 * GIB, "10 32")
            .node(1, "4-7,12-15", 32 * GIB, "32 10")
            .file("sys/bus/pci/devices/0000:c1:00.0/numa_node", "1")
            .tree();
    return decided(Tasks.task(GuestLayout.class, arguments), tree);
  }

  private static <S> Map<String, Object> decided(Module<S> module, HostTree tree) {
    StringBuilder said = new StringBuilder();
    tree.files()
        .forEach(
            (path, text) -> {
              said.append('@').append(path).append('\n');
              text.lines().forEach(line -> said.append('|').append(line).append('\n'));
            });
    return module
        .decide(module.observe().reader().apply(Output.of(said.toString())))
        .returns()
        .known();
  }

  @Test
  void memoryComesFromTheNodeOfTheCard() throws Exception {
    Map<String, Object> layout = layout("gpu", "0000:c1:00.0", "memory", "24G");
    assertEquals("1", layout.get("nodeset"));
    assertEquals(List.of(1L), layout.get("memory_nodes"));
  }

  /** A node is never taken to its last page: the kernel has things of its own in each. */
  @Test
  void whatANodeCannotSpareComesFromAnywhere() throws Exception {
    Map<String, Object> layout = layout("gpu", "0000:c1:00.0", "memory", "31G");
    assertEquals("", layout.get("nodeset"));
    assertEquals(List.of(), layout.get("memory_nodes"));
    assertTrue(layout.get("explanation").toString().contains("cannot spare 31"), layout::toString);
  }

  @Test
  void memoryIsTakenWhereHugePagesWereReservedByName() throws Exception {
    assertTrue(
        domain(Map.of("host_tuning_hugepages_nodes", List.of(0, 1))).contains("nodeset='0,1'"));
    assertFalse(
        domain(Map.of("host_tuning_hugepages_nodes", List.of(0, 1), "guest_hugepages", false))
            .contains("nodeset='0,1'"));
  }

  /** Disks behind Intel's VMD, for one, are in a domain of five digits. */
  @Test
  void aDeviceMayBeInADomainOfMoreDigits() throws Exception {
    assertTrue(
        domain(Map.of("passthrough_functions", List.of(Map.of("address", "10000:e1:1f.7"))))
            .contains("<address domain='0x10000' bus='0xe1' slot='0x1f' function='0x7'/>"));
  }

  private String domain(Map<String, Object> settings) throws Exception {
    Path written = folder.resolve("domain.xml");
    Playing.Told told =
        new Playing(folder)
            .file("given.json", new ObjectMapper().writeValueAsString(settings))
            .play(
                """
                - hosts: one
                  gather_facts: false
                  vars_files:
                    - %1$s/roles/settings/defaults/main.yml
                    - %1$s/roles/guest_domain/defaults/main.yml
                    - %1$s/roles/guest_domain/vars/main.yml
                    - given.json
                  tasks:
                    - template: {src: %1$s/templates/domain.xml.j2, dest: %2$s}
                """
                    .formatted(ROOT, written));
    assertTrue(Files.exists(written), told.text());
    return Files.readString(written);
  }
}
