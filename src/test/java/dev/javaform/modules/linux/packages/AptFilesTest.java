package dev.javaform.modules.linux.packages;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Printed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What apt does without the name of a package: from files, for sources, and what it returns. */
class AptFilesTest {

  private static final String HELLO = "/srv/hello_2.10-3_amd64.deb";

  private static String seen(String installed) {
    return "= manager\n|apt\n= fetched\n|1700000000\n= deb\n|%s\thello\t2.10-3\t%s\n"
        .formatted(HELLO, installed);
  }

  @Test
  void installsAFile() {
    var plan =
        given(apt("deb", List.of(HELLO)))
            .seeing(
                seen("")
                    + "= pending\n|Inst libhello (1 [amd64])\n|Inst hello (2.10-3 local-deb [amd64])\n")
            .plan();
    assertEquals("install " + HELLO, call(plan));
    assertEquals("2.10-3", plan.after().version(HELLO).orElseThrow());
    assertEquals(List.of("install libhello 1"), plan.after().also());
  }

  @Test
  void aFileOfTheInstalledVersionIsLeftAlone() {
    given(apt("deb", List.of(HELLO)))
        .seeing(seen("2.10-3"))
        .changesNothing()
        .returns(Map.of("cache_updated", false, "cache_update_time", 1700000000L));
  }

  @Test
  void anotherVersionIsReplaced() {
    assertEquals(
        "install " + HELLO, call(given(apt("deb", List.of(HELLO))).seeing(seen("2.9-1")).plan()));
    assertEquals(
        "apt-get refuses to do it: Packages were downgraded",
        given(apt("deb", List.of(HELLO)))
            .refusesSeeing(Output.of(seen("3.0") + "= refused\n|Packages were downgraded\n")));
  }

  @Test
  void aFileThatIsNoPackageIsRefused() {
    assertEquals(
        "There is no Debian package in " + HELLO + " on this host.",
        given(apt("deb", List.of(HELLO))).refusesSeeing(Output.of("= manager\n|apt\n")));
  }

  @Test
  void fetchingListsForAFileIsNoEvent() {
    var plan =
        given(apt("deb", List.of(HELLO), "update_cache", true))
            .seeing(seen("") + "= age\n|60\n")
            .plan();
    assertEquals(Effect.STATE, plan.effect());
    assertEquals(2, plan.steps().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://host.example/a.deb", "a.deb", "/srv/a b.deb", "/srv/a.rpm"})
  void refusesWhatIsNoFileOfTheHost(String file) {
    assertThrows(ArgumentException.class, () -> apt("deb", List.of(file)));
  }

  @Test
  void aFileGoesWithNothingElse() {
    assertThrows(
        ArgumentException.class, () -> apt("deb", List.of(HELLO), "name", List.of("hello")));
    assertThrows(ArgumentException.class, () -> apt("deb", List.of(HELLO), "state", "absent"));
  }

  @Test
  void installsWhatASourceNeeds() {
    Apt wish = apt("name", List.of("hello"), "state", "build-dep");
    var plan =
        given(wish).seeing("= manager\n|apt\n= pending\n|Inst help2man (1.49.3 [amd64])\n").plan();
    assertEquals("build-dep hello", call(plan));
    assertEquals(List.of("install help2man 1.49.3"), plan.after().also());
    given(wish).seeing("= manager\n|apt\n").changesNothing();
    assertEquals(
        "apt-get refuses to do it: Unable to find a source package for hello",
        given(wish)
            .refusesSeeing(
                Output.of(
                    "= manager\n|apt\n= refused\n|Unable to find a source package for hello\n")));
  }

  @Test
  void listsAreFetchedForASourceOnlyWhereSomethingIsMissing() {
    Apt wish = apt("name", List.of("hello"), "state", "build-dep", "update_cache", true);
    given(wish).seeing("= manager\n|apt\n= age\n|60\n").changesNothing();
    String refused = "= manager\n|apt\n= age\n|60\n= refused\n|Unable to find a source package\n";
    assertEquals(2, given(wish).seeing(refused).plan().steps().size());
  }

  @Test
  void aRefusedChoreFails() {
    assertEquals(
        "apt-get refuses to do it: Unmet dependencies.",
        given(apt("upgrade", "dist"))
            .refusesSeeing(Output.of("= manager\n|apt\n= refused\n|Unmet dependencies.\n")));
  }

  @Test
  void newListsTellWhenTheyWereFetched() {
    var returns =
        given(apt("update_cache", true)).seeing("= manager\n|apt\n= age\n|60\n").plan().returns();
    assertEquals(Map.of("cache_updated", true), returns.known());
    assertEquals(List.of("cache_update_time"), returns.pending());
    assertEquals(
        Map.of("cache_update_time", 1700000000L),
        returns.learned().apply(List.of(Output.of("1700000000\n"))));
  }

  @Test
  void whatAptGetSaysIsReturned() {
    var returns = given(apt("deb", List.of(HELLO))).seeing(seen("")).plan().returns();
    assertEquals(Printed.NAMES, returns.pending());
    assertEquals(
        Map.of(
            "stdout",
            "a\nb\n",
            "stderr",
            "",
            "stdout_lines",
            List.of("a", "b"),
            "stderr_lines",
            List.of()),
        returns.learned().apply(List.of(Output.of("a\nb\n"))));
  }

  @Test
  void thePolicyLastsAsLongAsTheCall() {
    String call =
        script(given(apt("deb", List.of(HELLO), "policy_rc_d", 101)).seeing(seen("")).plan());
    assertTrue(call.contains("exit %s\\n' 101 >\"$policy\""), call);
    assertFalse(
        script(given(apt("deb", List.of(HELLO))).seeing(seen("")).plan()).contains("policy"));
  }

  private static String call(Plan<Packages> plan) {
    return script(plan).replaceFirst("(?s).*Timeout=60 ", "");
  }

  private static String script(Plan<Packages> plan) {
    return ((Step.Run) plan.steps().getLast()).script().shown();
  }

  private static Apt apt(Object... arguments) {
    var all = new ArrayList<Object>(List.of("dpkg_options", List.of()));
    all.addAll(Arrays.asList(arguments));
    return task(Apt.class, all.toArray());
  }
}
