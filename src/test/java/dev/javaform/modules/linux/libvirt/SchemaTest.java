package dev.javaform.modules.linux.libvirt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.module.ModuleFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  /** In the forms that libvirt's own uses: includes, choices spread over them, name classes. */
  private static final Map<String, String> FILES =
      Map.of(
          "domain.rng",
          """
          <grammar xmlns="http://relaxng.org/ns/structure/1.0">
            <start><ref name="domain"/></start>
            <include href="common.rng"/>
            <define name="device" combine="choice"><ref name="disk"/></define>
          </grammar>
          """,
          "common.rng",
          """
          <grammar xmlns="http://relaxng.org/ns/structure/1.0">
            <start><ref name="disk"/></start>
            <define name="domain">
              <element name="domain">
                <attribute name="type"><choice><value>kvm</value><value>qemu</value></choice></attribute>
                <interleave>
                  <element name="name"><text/></element>
                  <optional><element name="vcpu"><data type="unsignedInt"/></element></optional>
                  <optional><element name="memory">
                    <attribute name="unit"><data type="string"><param name="pattern">[kM]iB</param></data></attribute>
                    <data type="long"/>
                  </element></optional>
                  <optional><element name="metadata">
                    <zeroOrMore><element><anyName/><ref name="any"/></element></zeroOrMore>
                  </element></optional>
                  <element name="devices"><zeroOrMore><ref name="device"/></zeroOrMore></element>
                  <optional><element name="arg" ns="urn:qemu"><attribute name="value"/></element></optional>
                </interleave>
              </element>
            </define>
            <define name="any"><zeroOrMore><element><anyName/><ref name="any"/></element></zeroOrMore></define>
            <define name="device" combine="choice"><notAllowed/></define>
            <define name="disk">
              <element name="disk">
                <optional><attribute name="cache"><ref name="cache"/></attribute></optional>
                <optional><element name="readonly"><empty/></element></optional>
              </element>
            </define>
            <define name="cache"><choice><value>none</value><value>writeback</value></choice></define>
          </grammar>
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<vcpu> 4 </vcpu><devices/>",
        "<memory unit='MiB'>7</memory>",
        "<metadata><x xmlns='urn:x' y='z'><q/></x></metadata>",
        "<devices><disk cache='none'><readonly/></disk></devices>",
        "<q:arg xmlns:q='urn:qemu' value='any'/>",
      })
  void fits(String inside) {
    assertDoesNotThrow(() -> require("<domain type='kvm'><name>x</name>%s</domain>", inside));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<disk/>              | <disk> must not be in domain. There may be: <arg>, <devices>, <memory>, <metadata>, <name>, <vcpu>.",
        "<arg value='x'/>     | <arg> must not be in domain. There may be: <arg>, <devices>, <memory>, <metadata>, <name>, <vcpu>.",
        "<devices><usb/></devices> | <usb> must not be in domain/devices. There may be: <disk>.",
        "<devices><disk cach='none'/></devices> | domain/devices/disk must not have the attribute cach. It may have: cache.",
        "<devices><disk cache='non'/></devices> | domain/devices/disk/@cache cannot be \"non\". It may be: none, writeback.",
        "<devices><disk><readonly x='y'/></disk></devices> | domain/devices/disk/readonly must not have the attribute x. It has none.",
        "<vcpu>four</vcpu>    | domain/vcpu cannot be \"four\". It may be: a text that matches \\+?[0-9]+.",
        "<memory unit='GB'>1</memory> | domain/memory/@unit cannot be \"GB\". It may be: a text that matches [kM]iB.",
        "<devices><disk><readonly>yes</readonly></disk></devices> | domain/devices/disk/readonly cannot be \"yes\". It must be empty.",
      })
  void isNamedWithItsPlaceAndWhatMayBeThere(String inside, String what) {
    assertEquals(
        "The XML does not fit this host's libvirt: " + what,
        assertThrows(
                ModuleFailure.class,
                () -> require("<domain type='kvm'><name>x</name>%s</domain>", inside))
            .getMessage());
  }

  @Test
  void aSchemaThatIsNotWholeIsNone() {
    Map<String, String> part = Map.of("domain.rng", FILES.get("domain.rng"));
    assertThrows(IllegalArgumentException.class, () -> new Schema(part));
  }

  private static void require(String domain, String inside) {
    new Schema(FILES).require(Xml.parse(domain.formatted(inside)));
  }
}
