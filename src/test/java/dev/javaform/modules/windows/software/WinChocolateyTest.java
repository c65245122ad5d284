package dev.javaform.modules.windows.software;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinChocolateyTest {

  private static final String SEEN =
      "{\"version\":\"2.4.1\",\"packages\":[\"7zip|23.01\",\"Git|2.40\"],"
          + "\"outdated\":[\"7zip|23.01|24.08|false\",\"Git|2.40|2.41|true\"],\"pins\":[\"Git|2.40\"]}";

  private static final String NONE =
      "{\"version\":null,\"packages\":[],\"outdated\":[],\"pins\":[]}";

  private static String calls(String... words) {
    return "calls=[{arguments=[" + String.join(", ", words) + "]}]";
  }

  @Test
  void installsWhatIsMissing() {
    given(task(WinChocolatey.class, "name", List.of("7ZIP", "vlc"), "package_params", "/S"))
        .seeing(SEEN)
        .by(
            "chocolatey <- "
                + calls(
                    "install",
                    "vlc",
                    "--yes",
                    "--no-progress",
                    "--limit-output",
                    "--package-parameters",
                    "/S",
                    "--timeout",
                    "2700"));
  }

  @Test
  void upgradesWhatMayBe() {
    given(task(WinChocolatey.class, "name", "all", "state", "latest"))
        .seeing(SEEN)
        .by(
            "chocolatey outdated=true options=[] <- "
                + calls(
                    "upgrade",
                    "7zip",
                    "--yes",
                    "--no-progress",
                    "--limit-output",
                    "--fail-on-unfound",
                    "--timeout",
                    "2700"));
  }

  @Test
  void removesAndPins() {
    given(task(WinChocolatey.class, "name", "git", "state", "absent"))
        .seeing(SEEN)
        .by(
            "chocolatey <- "
                + calls(
                    "uninstall",
                    "git",
                    "--yes",
                    "--no-progress",
                    "--limit-output",
                    "--all-versions",
                    "--timeout",
                    "2700"));
    given(task(WinChocolatey.class, "name", "git", "pinned", false))
        .seeing(SEEN)
        .by("chocolatey pins=true <- " + calls("pin", "remove", "--name", "git"));
  }

  @Test
  void anotherVersionHasToBeWanted() {
    String why =
        given(task(WinChocolatey.class, "name", "7zip", "version", "22.00"))
            .refusesSeeing(Output.of(SEEN));
    assertTrue(why.contains("23.01") && why.contains("downgrade"), why);
    given(task(WinChocolatey.class, "name", "7zip", "version", "22.00", "state", "downgrade"))
        .seeing(SEEN)
        .by(
            "chocolatey <- "
                + calls(
                    "upgrade",
                    "7zip",
                    "--yes",
                    "--no-progress",
                    "--limit-output",
                    "--fail-on-unfound",
                    "--allow-downgrade",
                    "--version",
                    "22.00",
                    "--timeout",
                    "2700"));
  }

  @Test
  void whatIsForcedHappensEachTime() {
    var plan = given(task(WinChocolatey.class, "name", "git", "force", true)).seeing(SEEN).plan();
    assertEquals(Effect.EVENT, plan.effect());
    assertEquals(1, plan.steps().size());
  }

  @Test
  void installsChocolateyOnlyWhereAsked() {
    String why = given(task(WinChocolatey.class, "name", "git")).refusesSeeing(Output.of(NONE));
    assertTrue(why.contains("bootstrap_script"), why);
    given(task(WinChocolatey.class, "name", "git", "state", "absent"))
        .seeing(NONE)
        .changesNothing();
    String url = "https://example.com/install.ps1";
    String shown =
        ((Step.Run)
                given(task(WinChocolatey.class, "name", "git", "install_ps1", url))
                    .seeing(NONE)
                    .plan()
                    .steps()
                    .getFirst())
            .script()
            .shown();
    assertTrue(shown.contains("bootstrap=" + url), shown);
  }

  @Test
  void refusesWhatWouldShowAPassword() {
    assertThrows(
        ArgumentException.class,
        () -> task(WinChocolatey.class, "name", "git", "source_password", "s3cret"));
    assertThrows(ArgumentException.class, () -> task(WinChocolatey.class, "name", "all"));
  }
}
