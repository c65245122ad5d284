package dev.javaform.lab;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Skips tests that want hosts which nobody asked for, and hands the others the run's lab; JUnit
 * closes it with everything else in the root store when the run ends.
 */
final class LabExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Required.everything()
        ? enabled("the lab was asked for")
        : disabled("hosts and containers are started only, as root, by mvn verify -Plab");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Lab.class || type == Podman.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getRoot().getStore(NAMESPACE);
    return parameter.getParameter().getType() == Lab.class
        ? store.computeIfAbsent(Lab.class, _ -> Lab.start(), Lab.class)
        : store.computeIfAbsent(Podman.class, _ -> Podman.start(), Podman.class);
  }
}
