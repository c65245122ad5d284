package dev.javaform.hardware.machine;

import dev.javaform.hardware.dmi.Dmi;
import dev.javaform.hardware.dmi.Dmi.Product;
import dev.javaform.hardware.dmi.Smbios;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the firmware says about a machine, and what of it guests may be told, for playbooks. */
record DmiFacts(Dmi dmi) {

  Map<String, Object> all() {
    var facts = new LinkedHashMap<String, Object>();
    put(facts, "bios_vendor", dmi.biosVendor());
    put(facts, "bios_version", dmi.biosVersion());
    put(facts, "bios_date", dmi.biosDate());
    facts.put("system", product(dmi.system()));
    facts.put("board", product(dmi.board()));
    facts.put("smbios", smbios(Smbios.of(dmi)));
    return facts;
  }

  private static Map<String, Object> product(Product product) {
    var facts = new LinkedHashMap<String, Object>();
    put(facts, "manufacturer", product.manufacturer());
    put(facts, "product", product.product());
    put(facts, "version", product.version());
    put(facts, "serial", product.serial());
    put(facts, "uuid", product.uuid());
    put(facts, "family", product.family());
    put(facts, "sku", product.sku());
    return facts;
  }

  private static Map<String, Object> smbios(Smbios smbios) {
    var facts = new LinkedHashMap<String, Object>();
    put(facts, "manufacturer", smbios.manufacturer());
    put(facts, "product", smbios.product());
    put(facts, "version", smbios.version());
    put(facts, "family", smbios.family());
    put(facts, "sku", smbios.sku());
    put(facts, "board_manufacturer", smbios.boardManufacturer());
    put(facts, "board_product", smbios.boardProduct());
    put(facts, "board_version", smbios.boardVersion());
    put(facts, "bios_vendor", smbios.biosVendor());
    put(facts, "bios_version", smbios.biosVersion());
    put(facts, "bios_date", smbios.biosDate());
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, Optional<String> value) {
    value.ifPresent(each -> facts.put(name, each));
  }
}
