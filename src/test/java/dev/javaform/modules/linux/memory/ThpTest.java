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
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThpTest {

  private static final String FILE = "/etc/tmpfiles.d/javaform-thp.conf";
  private static final String TEXT =
      "# Written by the module thp.\n"
          + "w /sys/kernel/mm/transparent_hugepage/enabled - - - - madvise\n";
  private static final Thp MADVISE = task(Thp.class, "enabled", "madvise");

  @Test
  void aWordWrittenByHandIsSeenAndSetRight() {
    given(MADVISE)
        .seeing(kernel("always madvise [never]").file(FILE, TEXT).print())
        .by("printf '%s\\n' madvise | cat > /sys/kernel/mm/transparent_hugepage/enabled");
  }

  @Test
  void whatIsThereIsLeftAlone() {
    given(MADVISE)
        .seeing(kernel("always [madvise] never").file(FILE, TEXT).print())
        .changesNothing()
        .returns(Map.of("live", Map.of("enabled", "madvise"), "owners", List.of()));
  }

  @Test
  void theFileIsWrittenForTheNextBoot() {
    var plan = given(MADVISE).seeing(kernel("always [madvise] never").print()).plan();
    assertEquals(TEXT, plan.after().config());
    assertEquals(1, plan.steps().size());
  }

  @Test
  void aWordThatTheKernelDoesNotOfferIsRefused() {
    assertEquals(
        "enabled is \"often\"; this kernel offers always, madvise, never.",
        given(task(Thp.class, "enabled", "often"))
            .refusesSeeing(Output.of(kernel("[always] madvise never").print())));
    assertTrue(
        given(task(Thp.class, "shmem_enabled", "advise"))
            .refusesSeeing(Output.of(kernel("[always] madvise never").print()))
            .contains("no such switch"));
  }

  @Test
  void aContainerCannotSetIt() {
    var host = new ProbeText().section("enabled", "[always] madvise never");
    assertTrue(given(MADVISE).refusesSeeing(Output.of(host.print())).contains("a container"));
    given(MADVISE)
        .seeing(new ProbeText().section("enabled", "always [madvise] never").print())
        .by("put " + FILE);
  }

  @Test
  void anotherOwnerIsNamedWithItsLine() {
    String line = "/etc/tuned/mine/tuned.conf:7:transparent_hugepages=always";
    var host = kernel("always [madvise] never").file(FILE, TEXT).section("others", line);
    given(MADVISE)
        .seeing(host.print())
        .warns(
            "Transparent huge pages are set elsewhere as well: "
                + line
                + ". Leave them to one place.");
  }

  @Test
  void absentTakesTheFileAway() {
    given(task(Thp.class, "state", "absent"))
        .seeing(kernel("always [madvise] never").file(FILE, TEXT).print())
        .by("rm -f -- " + FILE);
  }

  @Test
  void somethingHasToBeWanted() {
    assertThrows(ArgumentException.class, () -> task(Thp.class, "state", "present"));
  }

  private static ProbeText kernel(String enabled) {
    return new ProbeText().section("enabled", enabled).section("writable", "enabled");
  }
}
