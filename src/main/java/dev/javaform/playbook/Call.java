package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * What a task calls: a module with its arguments.
 *
 * @param local whether it was written as {@code local_action}
 */
record Call(
    Yaml.Scalar module, Yaml.Mapping arguments, Optional<Yaml.Scalar> freeForm, boolean local) {

  /** This call with arguments from elsewhere, its own counting more. */
  Call over(Yaml.Mapping weaker) {
    Yaml.Mapping all = Mappings.joined(ImmutableList.of(weaker, arguments), arguments.mark());
    return new Call(module, all, freeForm, local);
  }

  String shortName() {
    return Directive.shortName(module.text());
  }

  /** What of the language itself it is; else it calls a module. */
  Optional<Directive> directive() {
    return Directive.of(module.text());
  }

  /** A single-valued argument. */
  Optional<Yaml.Scalar> argument(String name) {
    return arguments
        .value(name)
        .filter(value -> value instanceof Yaml.Scalar scalar && scalar.value() != null)
        .map(Yaml.Scalar.class::cast);
  }

  /** The text beside the module's name, or else the argument called {@code name}. */
  Optional<Yaml.Scalar> freeFormOr(String name) {
    return freeForm.or(() -> argument(name));
  }
}
