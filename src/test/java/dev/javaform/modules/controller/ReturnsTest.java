package dev.javaform.modules.controller;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Documented;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Returns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the modules that look at nothing return, each of them in its manual. */
class ReturnsTest {

  static List<Module<?>> modules() {
    return List.of(
        new Ping("pong"),
        new SetFact(Map.of("level", 3L), false),
        asserting("2 > 1", true),
        new Pause(Optional.of(1.0), Optional.empty(), Optional.empty(), true),
        new Pause(Optional.empty(), Optional.empty(), Optional.of("Go on?"), true),
        new WaitForConnection(0, 1, 600, 5));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyValueIsInTheManual(Module<?> module) {
    Returns returns = given(module).seeing("").plan().returns();
    Documented.check(module, returns.learned().apply(List.of(Output.of("yes"))).keySet());
  }

  @Test
  void aConditionThatDoesNotHoldIsNamed() {
    assertEquals("Assertion failed", given(asserting("1 > 2", false)).refusesSeeing(Output.of("")));
  }

  private static Assert asserting(String condition, boolean holds) {
    var that = ImmutableList.of(new Evaluated(condition, holds));
    return new Assert(that, Optional.empty(), Optional.empty(), false);
  }
}
