package dev.javaform.modules.linux.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Devices as libvirt 9.0 plugged them in, and a card that is to have a slot of its own. */
class SlotsTest {

  private static final String BRIDGED =
      """
      <domain><name>win11</name><devices>
        <controller type='pci' index='0' model='pcie-root'/>
        <controller type='pci' index='5' model='pcie-root-port'>
          <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x4'/></controller>
        <controller type='pci' index='6' model='pcie-to-pci-bridge'>
          <address type='pci' domain='0x0000' bus='0x05' slot='0x00' function='0x0'/></controller>
        <disk type='file' device='disk'><target dev='vda' bus='virtio'/>
          <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/></disk>
        <watchdog model='i6300esb' action='reset'>
          <address type='pci' domain='0x0000' bus='0x06' slot='0x01' function='0x0'/></watchdog>
      </devices></domain>
      """;

  private static final String CARD =
      """
      <domain><name>win11</name><devices>
        <hostdev mode='subsystem' type='pci' managed='yes'>
          <source><address domain='0x0000' bus='0x0f' slot='0x00' function='0x0'/></source>
          <address type='pci' domain='0x0000' bus='%s' slot='0x00' function='0x0'/>
        </hostdev>
      </devices></domain>
      """;

  private static final List<String> AS_IT_WAS =
      List.of(
          "controller 0",
          "controller 5 0x00:0x02",
          "controller 6 0x05:0x00",
          "disk 0x04:0x00",
          "watchdog 0x06:0x01");

  private static List<String> places(String domain, String wish) {
    Element current = Xml.parse(domain);
    Element wished = Xml.parse(wish);
    Slots.clear(current, wished, DomainNodes.common(wished, current));
    return Xml.children(Xml.child(current, "devices").orElseThrow()).stream()
        .map(SlotsTest::place)
        .toList();
  }

  private static String place(Element device) {
    String address =
        Xml.child(device, "address")
            .map(it -> " " + it.getAttribute("bus") + ":" + it.getAttribute("slot"))
            .orElse("");
    return (device.getTagName() + " " + device.getAttribute("index")).strip() + address;
  }

  @Test
  void aBridgeGivesWayWithWhatIsBehindIt() {
    assertEquals(
        List.of("controller 0", "controller 5 0x00:0x02", "disk 0x04:0x00", "watchdog"),
        places(BRIDGED, CARD.formatted("0x06")));
  }

  @Test
  void aDeviceGivesWay() {
    assertEquals(
        List.of(
            "controller 0",
            "controller 5 0x00:0x02",
            "controller 6 0x05:0x00",
            "disk",
            "watchdog 0x06:0x01"),
        places(BRIDGED, CARD.formatted("0x04")));
  }

  @Test
  void nothingMovesWhereTheSlotIsFreeOrTheDevicesOwn() {
    assertEquals(AS_IT_WAS, places(BRIDGED, CARD.formatted("0x07")));
    assertEquals(List.of("hostdev 0x06:0x00"), places(CARD.formatted("0x06"), CARD.formatted("6")));
  }
}
