package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/** What the firmware says about the machine: /sys/class/dmi/id; "NA" where it says nothing. */
final class FirmwareFacts implements FactReader {

  private static final ImmutableMap<String, String> FILES =
      ImmutableMap.<String, String>builder()
          .put("ansible_bios_date", "bios_date")
          .put("ansible_bios_vendor", "bios_vendor")
          .put("ansible_bios_version", "bios_version")
          .put("ansible_board_asset_tag", "board_asset_tag")
          .put("ansible_board_name", "board_name")
          .put("ansible_board_serial", "board_serial")
          .put("ansible_board_vendor", "board_vendor")
          .put("ansible_board_version", "board_version")
          .put("ansible_chassis_asset_tag", "chassis_asset_tag")
          .put("ansible_chassis_serial", "chassis_serial")
          .put("ansible_chassis_vendor", "chassis_vendor")
          .put("ansible_chassis_version", "chassis_version")
          .put("ansible_product_name", "product_name")
          .put("ansible_product_serial", "product_serial")
          .put("ansible_product_uuid", "product_uuid")
          .put("ansible_product_version", "product_version")
          .put("ansible_system_vendor", "sys_vendor")
          .buildOrThrow();

  /** Types of a chassis, SMBIOS 3.7 table 17, in Ansible's words, from number 1. */
  private static final ImmutableSet<String> FORMS =
      ImmutableSet.of(
          "Other",
          "Unknown",
          "Desktop",
          "Low Profile Desktop",
          "Pizza Box",
          "Mini Tower",
          "Tower",
          "Portable",
          "Laptop",
          "Notebook",
          "Hand Held",
          "Docking Station",
          "All In One",
          "Sub Notebook",
          "Space-saving",
          "Lunch Box",
          "Main Server Chassis",
          "Expansion Chassis",
          "Sub Chassis",
          "Bus Expansion Chassis",
          "Peripheral Chassis",
          "RAID Chassis",
          "Rack Mount Chassis",
          "Sealed-case PC",
          "Multi-system",
          "CompactPCI",
          "AdvancedTCA",
          "Blade",
          "Blade Enclosure",
          "Tablet",
          "Convertible",
          "Detachable",
          "IoT Gateway",
          "Embedded PC",
          "Mini PC",
          "Stick PC");

  @Override
  public String name() {
    return "dmi";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware");
  }

  @Override
  public String script() {
    return "value sys/class/dmi/id/[bcps]*\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var facts = ImmutableMap.<String, Object>builder();
    FILES.forEach(
        (fact, file) -> facts.put(fact, text.value("sys/class/dmi/id/" + file).orElse("NA")));
    facts.put("ansible_form_factor", form(text));
    return facts.buildOrThrow();
  }

  private static String form(FactText text) {
    long number = text.number("sys/class/dmi/id/chassis_type").orElse(0L);
    return number >= 1 && number <= FORMS.size() ? FORMS.asList().get((int) number - 1) : "NA";
  }
}
