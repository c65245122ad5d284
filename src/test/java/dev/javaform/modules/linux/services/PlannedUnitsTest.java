package dev.javaform.modules.linux.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In check mode a task sees what an earlier one planned for the same unit, however both ask. */
class PlannedUnitsTest {

  private static final String PROPERTIES =
      """
      Id=tuned.service
      LoadState=loaded
      ActiveState=active
      UnitFileState=enabled
      """;

  private static final Output ONE = Output.of("manager=running\n" + PROPERTIES);
  private static final Output MANY =
      Output.of(new ProbeText().section("units", PROPERTIES).section("more", "").print());

  private static final SystemdDisable OFF =
      new SystemdDisable(
          ImmutableList.of("tuned"), SystemdDisable.Ensure.DISABLED, true, false, false);

  private static SystemdService service(
      ServiceState state, boolean enabled, SystemdService.Scope scope) {
    return new SystemdService(
        Optional.of("tuned"),
        Optional.of(state),
        Optional.of(enabled),
        Optional.empty(),
        false,
        false,
        false,
        false,
        scope);
  }

  /** What {@code second} decides where {@code first} would have been carried out. */
  private static <A, B extends Situated<B>> Plan<B> after(
      Module<A> first, Output sawFirst, Module<B> second, Output sawSecond) {
    A planned = first.decide(first.observe().reader().apply(sawFirst)).after();
    return second.decide(second.observe().reader().apply(sawSecond).among(List.of(planned)));
  }

  @Test
  void whatWouldBeSwitchedOffHasToBeSwitchedOnAgain() {
    var on = service(ServiceState.STARTED, true, SystemdService.Scope.SYSTEM);
    Plan<UnitState> plan = after(OFF, MANY, on, ONE);
    assertEquals("disabled", plan.before().enabled());
    assertEquals("inactive", plan.before().active());
    assertEquals(
        List.of("enable tuned", "start tuned"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void whatWouldBeStoppedAndDisabledIsSwitchedOff() {
    var off = service(ServiceState.STOPPED, false, SystemdService.Scope.SYSTEM);
    assertTrue(after(off, ONE, OFF, MANY).isEmpty());
  }

  @Test
  void twoListsOfUnitsMayOverlap() {
    var more =
        new SystemdDisable(
            ImmutableList.of("cups", "tuned"), SystemdDisable.Ensure.DISABLED, true, false, false);
    assertTrue(after(OFF, MANY, more, MANY).isEmpty());
  }

  @Test
  void aUnitOfAUserIsAnother() {
    var on = service(ServiceState.STARTED, true, SystemdService.Scope.USER);
    assertTrue(after(OFF, MANY, on, ONE).isEmpty());
  }
}
