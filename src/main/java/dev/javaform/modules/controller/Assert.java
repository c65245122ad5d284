package dev.javaform.modules.controller;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Showing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fails where one of several conditions does not hold. */
@Name("ansible.builtin.assert")
@Manual(
    summary = "Fails where a condition does not hold.",
    example =
        """
        - name: See that the guest leaves the host some memory
          assert:
            that: ansible_facts.memtotal_mb > 20000
            fail_msg: This host is too small for a guest of 16 GiB.
        """,
    returns = {
      "assertion: The condition that does not hold.",
      "evaluated_to: False, if a condition does not hold."
    })
public record Assert(
    @Argument(value = "The conditions.", meaning = Meaning.CONDITIONS)
        ImmutableList<Evaluated> that,
    @Argument(value = "What to say if a condition does not hold.", aliases = "msg")
        Optional<Object> failMsg,
    @Argument("What to say if all conditions hold.") Optional<Object> successMsg,
    @Argument(value = "Whether to show only how it ended.", preset = "false") boolean quiet)
    implements Module<Nothing> {

  public Assert {
    if (that.isEmpty()) {
      throw new IllegalArgumentException("assert needs at least one condition in \"that\".");
    }
  }

  @Override
  public Probe<Nothing> observe() {
    return Nothing.probe();
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    that.stream().filter(each -> !isTrue(each.value())).findFirst().ifPresent(this::fail);
    Object message = successMsg.orElse("All assertions passed");
    return Plan.keep(seen).returning(Returns.of(Map.of("msg", message)).shown(showing()));
  }

  private void fail(Evaluated condition) {
    Object message = failMsg.orElse("Assertion failed");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("assertion", condition.expression());
    values.put("evaluated_to", false);
    if (message instanceof List<?>) {
      values.put("msg", message);
    }
    throw new ModuleFailure(text(message), values, showing());
  }

  private Showing showing() {
    return quiet ? Showing.OUTCOME : Showing.VALUES;
  }

  private static String text(Object message) {
    return message instanceof List<?> lines
        ? String.join("\n", lines.stream().map(String::valueOf).toList())
        : message.toString();
  }

  /** What holds in a condition, as Python sees it: nothing empty, zero or null does. */
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }
}
