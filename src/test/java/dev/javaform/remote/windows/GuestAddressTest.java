package dev.javaform.remote.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.remote.UnreachableException;
import org.junit.jupiter.api.Test;

/** What virsh prints leads to a guest's address. */
class GuestAddressTest {

  private static final String MACS =
      """
      == macs
       Interface   Type      Source    Model    MAC
      -------------------------------------------------------------
       vnet3       network   default   virtio   52:54:00:aa:bb:01

      """;

  private static final String HEAD =
      """
       Name       MAC address          Protocol     Address
      -------------------------------------------------------------------------------
      """;

  private static String address(String text) throws UnreachableException {
    return new GuestAddress("win11").read(Output.of(MACS + text));
  }

  @Test
  void theLeaseCountsFirst() throws Exception {
    assertEquals(
        "192.168.122.50",
        address(
            "== lease\n"
                + HEAD
                + " vnet3      52:54:00:aa:bb:01    ipv4         192.168.122.50/24\n"
                + "== agent\n"
                + HEAD
                + " Ethernet   52:54:00:aa:bb:01    ipv4         192.168.122.51/24\n"));
  }

  @Test
  void theAgentTellsManyThatAreOfNoUse() throws Exception {
    assertEquals(
        "10.0.0.9",
        address(
            "== lease\n"
                + HEAD
                + "== agent\n"
                + HEAD
                + " Loopback   00:00:00:00:00:00    ipv4         127.0.0.1/8\n"
                + " Ethernet 2 0a:00:27:00:00:05    ipv4         172.20.0.1/20\n"
                + " Ethernet   52:54:00:aa:bb:01    ipv6         fe80::5054:ff:feaa:bb01%4/64\n"
                + " -          -                    ipv4         169.254.3.4/16\n"
                + " Ethernet   52:54:00:aa:bb:01    ipv4         10.0.0.9/24\n"));
  }

  @Test
  void theLeasesOfANetworkCountLast() throws Exception {
    assertEquals(
        "192.168.122.77",
        address(
            """
            == lease
            == agent
            error: Guest agent is not responding: QEMU guest agent is not connected
            == arp
            == leases
             Expiry Time           MAC address         Protocol   IP address          Hostname   Client ID or DUID
            ------------------------------------------------------------------------------------------------------------
             2026-01-01 10:00:00   52:54:00:00:00:99   ipv4       192.168.122.9/24    other      01:52
             2026-01-01 10:00:00   52:54:00:aa:bb:01   ipv4       192.168.122.77/24   win11      01:52
            """));
  }

  @Test
  void saysWhatLibvirtSaysWhereNobodyKnows() {
    String why =
        assertThrows(
                UnreachableException.class,
                () ->
                    address(
                        "== lease\nerror: Requested operation is not valid: domain is not running\n"))
            .getMessage();
    assertTrue(why.contains("domain is not running") && why.contains("ansible_host"), why);
  }
}
