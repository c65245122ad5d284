package dev.javaform.modules.linux.packages;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Printed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From texts only: never run on a host with dnf. */
class DnfTest {

  private static final String BASH_INSTALLED_VIM_OFFERED =
      "= manager\n|dnf\n= rpm\n|bash\t0:5.2.26-3.fc40\n= offer\n|vim-enhanced\t2:9.1.393-1.fc40\n";

  @Test
  void installsWhatIsMissing() {
    var plan =
        given(packages("present", "bash", "vim-enhanced"))
            .seeing(BASH_INSTALLED_VIM_OFFERED)
            .plan();
    assertEquals("2:9.1.393-1.fc40", plan.after().version("vim-enhanced").orElseThrow());
    assertTrue(
        ((Step.Run) plan.steps().getFirst())
            .script()
            .shown()
            .endsWith(
                "dnf -y -q --setopt=clean_requirements_on_remove=False install -- vim-enhanced\n"));
  }

  @Test
  void namesWhatIsNotOnOffer() {
    assertTrue(
        given(packages("present", "nosuch"))
            .refusesSeeing(Output.of("= manager\n|dnf\n"))
            .startsWith("No package nosuch available."));
  }

  @Test
  void latestUpgrades() {
    var plan =
        given(packages("latest", "bash"))
            .seeing(
                "= manager\n|dnf\n= rpm\n|bash\t0:5.2.26-3.fc40\n= offer\n|bash\t0:5.2.32-1.fc40\n")
            .plan();
    assertEquals("upgrade bash", plan.steps().getFirst().purpose());
  }

  @Test
  void removesWhatIsInstalled() {
    var plan =
        given(packages("removed", "bash", "nosuch")).seeing(BASH_INSTALLED_VIM_OFFERED).plan();
    assertEquals("remove bash", plan.steps().getFirst().purpose());
  }

  @Test
  void handsItsOptionsOn() {
    var plan =
        given(
                dnf(
                    "name",
                    List.of("vim-enhanced"),
                    "cacheonly",
                    true,
                    "conf_file",
                    "/etc/other.conf",
                    "disable_excludes",
                    "all",
                    "disable_plugin",
                    List.of("a"),
                    "enable_plugin",
                    List.of("b"),
                    "releasever",
                    "40",
                    "sslverify",
                    false,
                    "nobest",
                    true))
            .seeing(BASH_INSTALLED_VIM_OFFERED)
            .plan();
    assertEquals(
        "dnf -y -q --config=/etc/other.conf --releasever=40 --disableplugin=a --enableplugin=b"
            + " --disableexcludes=all --setopt=sslverify=False --cacheonly"
            + " --setopt=clean_requirements_on_remove=False --nobest install -- vim-enhanced\n",
        call(plan, 0));
  }

  @Test
  void asksForOffersUnderTheSameConditions() {
    Dnf wish = dnf("name", List.of("bash"), "releasever", "40", "exclude", List.of("vim*"));
    String probe = Posix.of(wish.observe().script().orElseThrow()).text();
    assertTrue(probe.contains("dnf -q --releasever=40 '--exclude=vim*' repoquery"), probe);
  }

  @Test
  void securityUpdatesAreAllThatIsUpgraded() {
    Dnf wish = dnf("name", List.of("bash", "vim-enhanced"), "state", "latest", "security", true);
    var plan =
        given(wish).seeing(BASH_INSTALLED_VIM_OFFERED + "= offer\n|bash\t0:5.2.27-1.fc40\n").plan();
    assertTrue(call(plan, 0).endsWith(" install -- vim-enhanced\n"));
    assertTrue(call(plan, 1).endsWith(" upgrade-minimal --security -- bash\n"));
    String probe = Posix.of(wish.observe().script().orElseThrow()).text();
    assertTrue(probe.contains("updateinfo list --security"), probe);
  }

  @Test
  void onlyFetchingIsDoneEachTime() {
    Dnf wish =
        dnf("name", List.of("vim-enhanced"), "download_only", true, "download_dir", "/srv/rpm");
    var plan = given(wish).seeing(BASH_INSTALLED_VIM_OFFERED).plan();
    assertEquals(Effect.EVENT, plan.effect());
    assertEquals(List.of("fetch vim-enhanced 2:9.1.393-1.fc40"), plan.after().also());
    assertTrue(call(plan, 0).contains(" --downloadonly --destdir=/srv/rpm install -- "));
  }

  @Test
  void brokenPackagesAreLeftOut() {
    Dnf wish = dnf("name", List.of("vim-enhanced", "nosuch"), "skip_broken", true);
    var plan = given(wish).seeing(BASH_INSTALLED_VIM_OFFERED).plan();
    assertEquals(Effect.DUE, plan.effect());
    assertTrue(call(plan, 0).endsWith(" --skip-broken install -- vim-enhanced\n"));
    given(wish)
        .seeing("= manager\n|dnf\n= rpm\n|vim-enhanced\t2:9.1.393-1.fc40\n")
        .changesNothing();
  }

  @Test
  void tellsWhyNothingIsOnOffer() {
    assertEquals(
        "dnf cannot say which packages are available: Error: Failed to download metadata",
        given(packages("present", "vim-enhanced"))
            .refusesSeeing(
                Output.of("= manager\n|dnf\n= refused\n|Error: Failed to download metadata\n")));
  }

  @Test
  void refusesAnotherRoot() {
    assertThrows(
        ArgumentException.class, () -> dnf("name", List.of("bash"), "installroot", "/mnt/sysroot"));
  }

  @Test
  void whatDnfSaysIsReturned() {
    var returns =
        given(packages("present", "vim-enhanced"))
            .seeing(BASH_INSTALLED_VIM_OFFERED)
            .plan()
            .returns();
    assertEquals(Printed.NAMES, returns.pending());
    assertEquals(
        "a\nb\n",
        returns.learned().apply(List.of(Output.of("a\n"), Output.of("b\n"))).get("stdout"));
  }

  @Test
  void refusesGroups() {
    assertThrows(IllegalArgumentException.class, () -> packages("present", "@virtualization"));
  }

  private static String call(Plan<?> plan, int index) {
    return ((Step.Run) plan.steps().get(index)).script().shown().replaceFirst("(?s).*done\n", "");
  }

  private static Dnf dnf(Object... arguments) {
    return task(Dnf.class, arguments);
  }

  private static Dnf packages(String state, String... names) {
    return Dnf.packages(
        ImmutableList.copyOf(names), state, false, ImmutableList.of(), ImmutableList.of(), false);
  }
}
