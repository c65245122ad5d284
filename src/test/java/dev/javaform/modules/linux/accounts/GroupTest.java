package dev.javaform.modules.linux.accounts;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Presence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupTest {

  @Test
  void createsAGroup() {
    Plan<?> plan = given(group(Optional.empty(), Presence.PRESENT)).seeing("").plan();
    assertTrue(command(plan).contains("groupadd -r kvm || exit"), command(plan));
    assertEquals(List.of("gid"), plan.returns().pending());
    assertEquals(Map.of("gid", 992L), plan.returns().learned().apply(List.of(Output.of("992\n"))));
  }

  @Test
  void changesTheNumber() {
    Plan<?> plan =
        given(group(Optional.of(36L), Presence.PRESENT)).seeing("= group\n|kvm:x:992:\n").plan();
    assertTrue(command(plan).contains("groupmod -g 36 kvm"), command(plan));
  }

  @Test
  void leavesAGroupAlone() {
    given(group(Optional.of(36L), Presence.PRESENT))
        .seeing("= group\n|kvm:x:36:a,b\n= owner\n|kvm\n")
        .changesNothing()
        .returns(Map.of("name", "kvm", "state", "present", "system", true, "gid", 36L));
  }

  @Test
  void refusesANumberThatIsTaken() {
    assertEquals(
        "The number 36 belongs to the group qemu; choose another, or set non_unique.",
        given(group(Optional.of(36L), Presence.PRESENT))
            .refusesSeeing(Output.of("= owner\n|qemu\n")));
  }

  @Test
  void removesAGroup() {
    Plan<?> plan =
        given(group(Optional.empty(), Presence.ABSENT)).seeing("= group\n|kvm:x:36:\n").plan();
    assertTrue(command(plan).contains("groupdel kvm"), command(plan));
  }

  @Test
  void refusesWhatIsNoName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Group("-r", Optional.empty(), Presence.PRESENT, false, false, false, false));
  }

  private static String command(Plan<?> plan) {
    return ((Step.Run) plan.steps().getFirst()).script().shown();
  }

  private static Group group(Optional<Long> gid, Presence state) {
    return new Group("kvm", gid, state, true, false, false, false);
  }
}
