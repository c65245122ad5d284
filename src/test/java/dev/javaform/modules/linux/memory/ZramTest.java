package dev.javaform.modules.linux.memory;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZramTest {

  private static final String PATH = "/etc/systemd/zram-generator.conf.d/90-javaform-zram0.conf";
  private static final Zram ZRAM =
      task(Zram.class, "size", "min(ram / 4, 4096)", "algorithm", "zstd");
  private static final String TEXT =
      """
      # Written by the module zram.
      [zram0]
      zram-size = min(ram / 4, 4096)
      compression-algorithm = zstd
      """;

  @Test
  void aDeviceThatIsHardlyUsedIsMadeAnew() {
    var plan = given(ZRAM).seeing(host(8192, "1024").print()).plan();
    assertEquals(4096, plan.after().mib());
    assertEquals(TEXT, plan.after().config());
    assertEquals(
        List.of(
            "make the directory /etc/systemd/zram-generator.conf.d",
            "write our part",
            "make the device anew"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals("/usr/lib/systemd/zram-generator.conf", plan.returns().known().get("base"));
  }

  @Test
  void oneThatIsUsedWaitsForTheNextBoot() {
    var plan = given(ZRAM).seeing(host(8192, "2000000").print()).plan();
    assertEquals(8192, plan.after().mib());
    assertEquals(true, plan.returns().known().get("reboot_required"));
    assertTrue(plan.warnings().getFirst().contains("are in use"));
    given(ZRAM).seeing(host(8192, "2000000").file(PATH, TEXT).print()).changesNothing();
  }

  @Test
  void whatIsThereIsLeftAlone() {
    var host = host(4096, "2000000").file(PATH, TEXT);
    given(ZRAM).seeing(host.print().replace("[lzo-rle] zstd", "lzo-rle [zstd]")).changesNothing();
  }

  @Test
  void aLaterFileIsNamed() {
    var host = host(8192, "0").section("later", "/etc/systemd/zram-generator.conf.d/99-x.conf");
    assertTrue(
        given(ZRAM).seeing(host.print()).plan().warnings().getFirst().contains("so it wins"));
  }

  @Test
  void withoutTheGeneratorNothingIsWritten() {
    assertTrue(given(ZRAM).refusesSeeing(Output.of("")).contains("is not installed"));
  }

  @Test
  void absentLeavesTheRestToTheDistribution() {
    given(task(Zram.class, "state", "absent"))
        .seeing(host(4096, "0").file(PATH, TEXT).print())
        .by("rm -f -- " + PATH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ram / 2; 8192",
        "min(ram/2,4096); 4096",
        "(ram - 1024) * 0.5; 7680",
        "max(1,2,3)+1; 4",
        "0; 0"
      })
  void sizesAreExpressions(String text, double mib) {
    assertEquals(mib, ZramSize.of(text, 16384));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"4G", "ram /", "min(1,2", "swap", "1 - 2"})
  void whatIsNoneIsRefused(String text) {
    assertThrows(ArgumentException.class, () -> task(Zram.class, "size", text));
  }

  private static ProbeText host(long mib, String used) {
    return new ProbeText()
        .section("installed", "yes")
        .section("base", "/usr/lib/systemd/zram-generator.conf")
        .section("disksize", Long.toString(mib << 20))
        .section("algorithm", "lzo [lzo-rle] zstd")
        .section("used", used)
        .section("available", "12000000")
        .section("ram", "16777216");
  }
}
