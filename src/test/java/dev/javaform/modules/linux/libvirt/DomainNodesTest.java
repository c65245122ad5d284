package dev.javaform.modules.linux.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;

class DomainNodesTest {

  private static final Path FIXTURES =
      Path.of(System.getProperty("javaform.fixtures", "../shared/fixtures"), "hosts/domain-xml");

  /** What a user wrote must be found in what libvirt keeps of it. */
  @TestFactory
  Stream<DynamicTest> whatWasWrittenIsInWhatLibvirtKeeps() throws IOException {
    assumeTrue(Files.isDirectory(FIXTURES), FIXTURES + " is not there");
    try (var written = Files.list(FIXTURES.resolve("in"))) {
      return written.sorted().toList().stream()
          .map(in -> DynamicTest.dynamicTest(in.getFileName().toString(), () -> isKept(in)));
    }
  }

  private static void isKept(Path in) throws IOException {
    Element written = Xml.parse(Files.readString(in));
    Element kept = Xml.parse(Files.readString(FIXTURES.resolve("out").resolve(in.getFileName())));
    Siblings siblings = DomainNodes.common(written, kept);
    assertEquals(
        Map.of(),
        DomainNodes.lacking(DomainNodes.of(written, siblings), DomainNodes.of(kept, siblings)));
  }

  @Test
  void memoryIsComparedInKib() {
    assertEquals(
        nodes("<domain><memory unit='GiB'>2</memory></domain>"),
        nodes("<domain><memory>2097152</memory></domain>"));
    assertEquals("977 KiB", nodes("<domain><memory unit='MB'>1</memory></domain>").get("memory"));
  }

  @Test
  void siblingsAreToldApartByWhatTheyAre() {
    assertEquals(
        ImmutableMap.of("cputune/vcpupin[5]/@cpuset", "19", "cputune/vcpupin[5]/@vcpu", "5"),
        nodes("<domain><cputune><vcpupin vcpu='5' cpuset='19'/></cputune></domain>"));
    assertEquals(
        nodes(
            "<domain><devices><disk><target dev='vda'/></disk><disk><target"
                + " dev='vdb'/></disk></devices></domain>"),
        nodes(
            "<domain><devices><disk><target dev='vdb'/></disk><disk><target"
                + " dev='vda'/></disk></devices></domain>"));
  }

  @Test
  void cpuListsAndHexadecimalNumbersAreOneHoweverWritten() {
    assertEquals(
        "1-2,4,6", nodes("<domain><vcpu cpuset='1-4,^3,6'>2</vcpu></domain>").get("vcpu/@cpuset"));
    assertEquals("11", nodes("<domain><address bus='0x0B'/></domain>").get("address/@bus"));
  }

  @Test
  void passwordsAreNotShown() {
    String shown = nodes("<domain><graphics passwd='geheim'/></domain>").toString();
    assertEquals(false, shown.contains("geheim"));
    assertNotEquals(shown, nodes("<domain><graphics passwd='other'/></domain>").toString());
  }

  private static ImmutableMap<String, String> nodes(String xml) {
    return DomainNodes.of(Xml.parse(xml), new Siblings(ImmutableSet.of(), ImmutableSet.of()));
  }
}
