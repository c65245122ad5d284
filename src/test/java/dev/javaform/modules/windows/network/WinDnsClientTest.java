package dev.javaform.modules.windows.network;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinDnsClientTest {

  private static final String SEEN =
      "{\"adapters\":[{\"name\":\"Ethernet\",\"servers\":[\"192.168.122.1\",\"fe80:0:0:0:0:0:0:1\"]}],"
          + "\"missing\":[]}";

  private static WinDnsClient wish(String... servers) {
    return task(
        WinDnsClient.class,
        "adapter_names",
        "Ethernet",
        "ipv4_addresses",
        List.of((Object[]) servers));
  }

  @Test
  void bothKindsOfAddressesHaveTheirOwnOrder() {
    given(wish("fe80::1", "192.168.122.1")).seeing(SEEN).changesNothing();
  }

  @Test
  void theOrderCounts() {
    given(wish("9.9.9.9", "192.168.122.1"))
        .seeing(SEEN)
        .by("dns_client adapters=[Ethernet] <- servers=[9.9.9.9, 192.168.122.1]");
  }

  @Test
  void leavesThemToDhcp() {
    given(wish()).seeing(SEEN).by("dns_client adapters=[Ethernet] <- servers=[]");
  }

  @Test
  void saysWhichAdapterThereIsNot() {
    String why =
        given(wish()).refusesSeeing(Output.of("{\"adapters\":[],\"missing\":[\"Ethernet\"]}"));
    assertTrue(why.contains("Ethernet"), why);
  }

  @Test
  void namesAreNoAddresses() {
    assertThrows(ArgumentException.class, () -> wish("router"));
  }
}
