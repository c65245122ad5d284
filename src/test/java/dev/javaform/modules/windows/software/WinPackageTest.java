package dev.javaform.modules.windows.software;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinPackageTest {

  private static final String MISSING = "{\"installed\":false,\"provider\":\"msi\",\"id\":\"{1}\"}";

  @Test
  void installsWhatIsMissing() {
    given(task(WinPackage.class, "path", "E:\\agent.MSI", "arguments", List.of("A=b c", "D=1")))
        .seeing(MISSING)
        .by(
            "package provider=msi path=E:\\agent.MSI arguments=[A=b c, D=1] expected=[0, 3010,"
                + " 1641] <- installed=true");
  }

  @Test
  void leavesWhatIsInstalledAlone() {
    given(task(WinPackage.class, "path", "E:\\agent.msi"))
        .seeing("{\"installed\":true,\"provider\":\"msi\",\"id\":\"{1}\"}")
        .changesNothing()
        .returns(Map.of("reboot_required", false));
  }

  @Test
  void theEndSaysWhetherTheGuestHasToBoot() {
    var plan =
        given(
                task(
                    WinPackage.class,
                    "path",
                    "E:\\agent.msi",
                    "expected_return_code",
                    List.of(0, 3010)))
            .seeing(MISSING)
            .plan();
    assertEquals(ImmutableSet.of(0, 3010), ((Step.Run) plan.steps().getFirst()).accepted());
    var learned = plan.returns().learned();
    assertEquals(
        Map.of("rc", 3010L, "reboot_required", true),
        learned.apply(List.of(Output.of(3010, "", ""))));
    assertEquals(
        "MSI (s) fatal", learned.apply(List.of(Output.of(1603, "MSI (s) fatal", ""))).get("log"));
  }

  @Test
  void aSetupHasToSayHowItIsSeen() {
    assertThrows(ArgumentException.class, () -> task(WinPackage.class, "path", "E:\\setup.exe"));
    given(task(WinPackage.class, "path", "E:\\setup.exe", "creates_service", "QEMU-GA"))
        .seeing("{\"installed\":false,\"provider\":\"registry\",\"id\":null}")
        .by(
            "package provider=registry path=E:\\setup.exe creates_service=QEMU-GA expected=[0,"
                + " 3010, 1641] <- installed=true");
  }

  @Test
  void removesByWhatTheGuestCallsIt() {
    given(task(WinPackage.class, "product_id", "7-Zip", "state", "absent"))
        .seeing("{\"installed\":true,\"provider\":\"registry\",\"id\":\"7-Zip\"}")
        .by("package provider=auto product_id=7-Zip expected=[0, 3010, 1641] <- installed=false");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(ArgumentException.class, () -> task(WinPackage.class, "state", "absent"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinPackage.class, "path", "E:\\a.msi", "creates_version", "1.0.0.0"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinPackage.class, "path", "E:\\a.msi", "expected_return_code", List.of("x")));
  }
}
