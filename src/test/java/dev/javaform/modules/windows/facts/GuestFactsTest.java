package dev.javaform.modules.windows.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestFactsTest {

  /** What the helper's contract says of a guest with one adapter that leads out. */
  private static final String TOLD =
      """
      {"date_time":{"epoch_ms":1732782003250,"offset_minutes":60,"zone":"W. Europe Standard Time"},
       "distribution":{"version":"10.0.26100.0","caption":"Microsoft Windows 11 Pro","product_type":1,
         "name":"Microsoft Windows 11 Pro|C:\\\\Windows|\\\\Device","installation_type":"Client",
         "edition":"Professional","release":"24H2"},
       "env":{"TEMP":"C:\\\\Temp"},
       "platform":{"host":"win11","suffix":"lan","computer":"WIN11","domain":"WORKGROUP",
         "domain_member":false,"kernel":"10.0.26100.0","system":"Win32NT","processor":"AMD64",
         "architecture":"64-bit","owner":"gamer","owner_contact":null,"description":null,
         "vendor":"QEMU","administrator_sid":"S-1-5-21-1-2-3-500","reboot_pending":true},
       "powershell_version":{"major":5},
       "user":{"name":"gamer","folder":"C:\\\\Users\\\\gamer","sid":"S-1-5-21-1-2-3-1001"},
       "interfaces":{"interfaces":[
         {"name":"Loopback","description":"Loopback","guid":"{L}","type":"Loopback","up":true,"mac":"",
          "speed":1073741824,"suffix":"","gateways":[],
          "addresses":[{"address":"::1","version":6,"prefix":128},{"address":"127.0.0.1","version":4,"prefix":8}],
          "ipv4":{"index":1,"mtu":-1},"ipv6":{"index":1,"mtu":-1}},
         {"name":"Ethernet","description":"Red Hat VirtIO Ethernet Adapter","guid":"{E}","type":"Ethernet",
          "up":true,"mac":"52:54:00:01:02:03","speed":10000000000,"suffix":"lan",
          "gateways":[{"address":"192.168.122.1","version":4,"prefix":null}],
          "addresses":[{"address":"fe80::1%7","version":6,"prefix":64},{"address":"192.168.122.5","version":4,"prefix":24}],
          "ipv4":{"index":7,"mtu":1500},"ipv6":{"index":7,"mtu":1500}},
         {"name":"VPN","description":"VPN","guid":"{V}","type":"Ppp","up":false,"mac":"","speed":-1,"suffix":"",
          "gateways":[{"address":"0.0.0.0","version":4,"prefix":null}],"addresses":[],"ipv4":null,"ipv6":null}]},
       "windows_domain":{"domain":"WORKGROUP","member":false,"role":0},
       "winrm":{"ends":"2034-01-01 00:00:00"},
       "bios":{"date":"02/02/2022","version":"edk2","vendor":"QEMU","product":"Standard PC (Q35 + ICH9, 2009)","serial":null},
       "memory":{"total":16776628,"free":8000000,"paging_total":2490368,"paging_free":2490000},
       "processor":{"sockets":[{"cores":6,"threads":12}],
         "logical":[{"vendor":"AuthenticAMD","model":"AMD Ryzen 9 "},{"vendor":"AuthenticAMD","model":"AMD Ryzen 9 "}]},
       "uptime":{"now_ms":1732782003250,"booted_ms":1732778403000,"booted":"2024-11-28 08:20:03Z"},
       "graphics":{"adapters":[{"name":"NVIDIA GeForce RTX 4070","device":"PCI\\\\VEN_10DE&DEV_2786",
         "driver_version":"32.0.15.6603","driver_date_ms":1729468800000,"problem":0}]}}
      """;

  private static Map<String, Object> facts() {
    return GuestFacts.read(Output.of(TOLD));
  }

  @Test
  void namesFactsAsAnsibleDoes() {
    Map<String, Object> facts = facts();
    assertEquals("Windows", facts.get("ansible_os_family"));
    assertEquals("Microsoft Windows 11 Pro", facts.get("ansible_distribution"));
    assertEquals("10", facts.get("ansible_distribution_major_version"));
    assertEquals("Microsoft Windows 11 Pro", facts.get("ansible_os_name"));
    assertEquals("workstation", facts.get("ansible_os_product_type"));
    assertEquals("win11.lan", facts.get("ansible_fqdn"));
    assertEquals("x86_64", facts.get("ansible_architecture2"));
    assertEquals("S-1-5-21-1-2-3", facts.get("ansible_machine_id"));
    assertEquals(true, facts.get("ansible_reboot_pending"));
    assertEquals("", facts.get("ansible_domain"));
    assertEquals("Stand-alone workstation", facts.get("ansible_windows_domain_role"));
    assertEquals(Map.of("TEMP", "C:\\Temp"), facts.get("ansible_env"));
    assertEquals("S-1-5-21-1-2-3-1001", facts.get("ansible_user_sid"));
    assertEquals(5L, facts.get("ansible_powershell_version"));
  }

  @Test
  void countsTheMachine() {
    Map<String, Object> facts = facts();
    assertEquals(16384L, facts.get("ansible_memtotal_mb"));
    assertEquals(2432L, facts.get("ansible_pagefiletotal_mb"));
    assertEquals(3600L, facts.get("ansible_uptime_seconds"));
    assertEquals(2L, facts.get("ansible_processor_vcpus"));
    assertEquals(1L, facts.get("ansible_processor_count"));
    assertEquals(6L, facts.get("ansible_processor_cores"));
    assertEquals(2L, facts.get("ansible_processor_threads_per_core"));
    assertEquals(
        List.of("0", "AuthenticAMD", "AMD Ryzen 9", "1", "AuthenticAMD", "AMD Ryzen 9"),
        facts.get("ansible_processor"));
    assertEquals("kvm", facts.get("ansible_virtualization_type"));
    assertEquals("guest", facts.get("ansible_virtualization_role"));
  }

  @Test
  void tellsTheTimeOfTheGuest() {
    Map<?, ?> time = (Map<?, ?>) facts().get("ansible_date_time");
    assertEquals("2024-11-28", time.get("date"));
    assertEquals("09:20:03", time.get("time"));
    assertEquals("2024-11-28T08:20:03Z", time.get("iso8601"));
    assertEquals("2024-11-28T08:20:03.250000Z", time.get("iso8601_micro"));
    assertEquals("20241128T092003250000", time.get("iso8601_basic"));
    assertEquals("Thursday", time.get("weekday"));
    assertEquals("4", time.get("weekday_number"));
    assertEquals("48", time.get("weeknumber"));
    assertEquals("+01:00", time.get("tz_offset"));
    assertEquals("1732785603", time.get("epoch_local"));
  }

  @Test
  void showsInterfacesThatSpeak() {
    Map<String, Object> facts = facts();
    assertEquals(List.of("fe80::1%7", "192.168.122.5"), facts.get("ansible_ip_addresses"));
    List<?> interfaces = (List<?>) facts.get("ansible_interfaces");
    assertEquals(1, interfaces.size());
    Map<?, ?> ethernet = (Map<?, ?>) interfaces.getFirst();
    assertEquals("Ethernet", ethernet.get("connection_name"));
    assertEquals("192.168.122.1", ethernet.get("default_gateway"));
    assertEquals(Map.of("address", "192.168.122.5", "prefix", "24"), ethernet.get("ipv4"));
    assertEquals(10000L, ethernet.get("speed"));
    assertEquals(7L, ethernet.get("interface_index"));
  }

  @Test
  void saysWhichAdapterLeadsOutAndWhichDriverTheGraphicsHave() {
    Map<?, ?> own = (Map<?, ?>) facts().get("javaform");
    assertEquals(List.of("{E}"), own.get("default_route_nics"));
    Map<?, ?> gpu = (Map<?, ?>) ((List<?>) own.get("gpus")).getFirst();
    assertEquals("32.0.15.6603", gpu.get("driver_version"));
    assertEquals("2024-10-21", gpu.get("driver_date"));
  }

  @Test
  void asksOnlyForTheChosenGroups() {
    assertEquals(
        ImmutableList.of("bios", "memory", "processor", "uptime", "graphics"),
        GuestFacts.question(words -> words.contains("hardware")).select().get("groups"));
  }

  @Test
  void whatTheGuestLeftOutIsLeftOut() {
    Map<String, Object> facts = GuestFacts.read(Output.of("{\"winrm\":{\"ends\":null}}"));
    assertEquals(Map.of(), facts);
    assertTrue(GuestFacts.answered(Output.of("{}")));
    assertFalse(GuestFacts.answered(Output.of("@@ platform\n")));
  }
}
