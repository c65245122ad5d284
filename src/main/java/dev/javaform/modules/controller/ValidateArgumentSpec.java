package dev.javaform.modules.controller;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.NamedValues;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.modules.controller.arguments.ArgumentValidation;
import dev.javaform.modules.controller.arguments.Mistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fails where variables are not what a specification says they must be. */
@Name("ansible.builtin.validate_argument_spec")
@Manual(
    summary = "Checks variables against a specification, such as a role's argument_specs.",
    example =
        """
        - name: See that the guest's memory is a number
          validate_argument_spec:
            argument_spec:
              guest_memory_gib:
                type: int
                required: true
        """,
    returns = {
      "argument_errors: What is wrong, as Ansible says it.",
      "argument_spec_data: The specification, if something is wrong.",
      "validate_args_context: The argument of that name."
    })
public record ValidateArgumentSpec(
    @Argument(value = "What the variables that are its keys must be like.", meaning = Meaning.NAMES)
        NamedValues argumentSpec,
    @Argument(value = "Values that count more than the variables.", preset = "{}")
        Map<String, Object> providedArguments,
    @Argument(value = "What is being checked; it is returned.", preset = "{}")
        Map<String, Object> validateArgsContext)
    implements Module<Nothing> {

  @Override
  public Probe<Nothing> observe() {
    return Nothing.probe();
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    List<Mistake> mistakes = mistakes();
    if (!mistakes.isEmpty()) {
      throw refusal(mistakes);
    }
    return Plan.keep(seen)
        .returning(
            Returns.of(
                Map.of(
                    "msg",
                    "The arg spec validation passed",
                    "validate_args_context",
                    validateArgsContext)));
  }

  private ImmutableList<Mistake> mistakes() {
    Map<String, Object> arguments = new LinkedHashMap<>(argumentSpec.values());
    arguments.putAll(providedArguments);
    try {
      return ArgumentValidation.of(argumentSpec.mapping(), arguments);
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure("argument_spec: " + e.getMessage());
    }
  }

  private ModuleFailure refusal(List<Mistake> mistakes) {
    String lines = mistakes.stream().map(this::line).collect(Collectors.joining("\n"));
    return new ModuleFailure(
        "Validation of arguments failed:\n" + lines,
        Map.of(
            "argument_errors",
            mistakes.stream().map(Mistake::message).toList(),
            "argument_spec_data",
            argumentSpec.mapping(),
            "validate_args_context",
            validateArgsContext));
  }

  /** Ansible's words, and then what helps to mend it. */
  private String line(Mistake mistake) {
    boolean open = !mistake.hint().isEmpty() && !mistake.message().endsWith(".");
    String place =
        Optional.ofNullable(argumentSpec.places().get(mistake.option()))
            .map(" (%s)"::formatted)
            .orElse("");
    return mistake.message() + (open ? "." : "") + mistake.hint() + place;
  }
}
