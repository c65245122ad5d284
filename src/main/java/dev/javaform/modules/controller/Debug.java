package dev.javaform.modules.controller;

import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Evaluated;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Showing;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Prints a message or a value. */
@Name("ansible.builtin.debug")
@Manual(
    summary = "Prints a message or a variable.",
    example =
        """
        - name: Show the graphics cards
          debug:
            var: ansible_facts.javaform.gpus
        """)
public record Debug(
    @Argument("What to print; \"Hello world!\" if nothing is given.") Optional<Object> msg,
    @Argument(value = "A variable or expression to print.", meaning = Meaning.EXPRESSION)
        Optional<Evaluated> var,
    @Argument(
            value = "Print only if the run is at least this verbose (the number of -v).",
            preset = "0",
            meaning = Meaning.VERBOSITY)
        int verbosity)
    implements Module<Nothing> {

  public Debug {
    if (msg.isPresent() && var.isPresent()) {
      throw new IllegalArgumentException("debug takes either \"msg\" or \"var\", not both.");
    }
  }

  @Override
  public Probe<Nothing> observe() {
    return Nothing.probe();
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    return Plan.keep(seen).returning(Returns.of(printed()).shown(Showing.MESSAGE));
  }

  private Map<String, Object> printed() {
    return var.map(each -> Collections.singletonMap(each.expression(), each.value()))
        .orElseGet(() -> Map.of("msg", msg.orElse("Hello world!")));
  }
}
