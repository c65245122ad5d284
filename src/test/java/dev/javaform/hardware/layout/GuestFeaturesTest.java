package dev.javaform.hardware.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.hardware.Built;
import dev.javaform.hardware.processor.Processors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestFeaturesTest {

  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD,0-1 2-3,constant_tsc nonstop_tsc,true,true",
    "HygonGenuine,0-1 2-3,constant_tsc,true,false",
    "AuthenticAMD,0 1 2 3,nonstop_tsc,false,false",
    "GenuineIntel,0-1 2-3,constant_tsc nonstop_tsc,false,true",
  })
  void byVendor(String vendor, String cores, String flags, boolean topoext, boolean stable) {
    Processors seen =
        Processors.of(
            Built.online("0-3").cores(0, cores.split(" ", -1)).cpuInfo(vendor, flags).tree());
    Layout layout = Layout.of(seen, CpuWish.DEFAULT);
    int threads = layout.topology().threads();
    assertEquals(new GuestFeatures(topoext, stable), GuestFeatures.of(seen, threads));
  }
}
