package dev.javaform.lab;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Skips tests that want hosts which nobody asked for, and hands the others the run's lab, or a
 * machine; JUnit closes what is in its stores when the run, or the test that got a machine, ends.
 */
final class LabExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);
  private static final String ROOT = "root";

  /** Why there are no hosts, by what is missing. */
  private static final ImmutableMap<String, String> TOOLS =
      ImmutableMap.of(
          ROOT,
          "hosts and containers need root",
          "mmdebstrap",
          "no mmdebstrap on this machine (Debian package mmdebstrap)",
          "systemd-nspawn",
          "no systemd-nspawn on this machine (Debian package systemd-container)",
          "podman",
          "no podman on this machine (Debian package podman)",
          "qemu-system-x86_64",
          "no qemu-system-x86_64 on this machine (Debian package qemu-system-x86)",
          "qemu-img",
          "no qemu-img on this machine (Debian package qemu-utils)");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return refusal().map(why -> disabled(why)).orElseGet(() -> enabled("the lab was asked for"));
  }

  private static Optional<String> refusal() {
    if (Required.everything()) {
      return Optional.empty();
    }
    return Required.whatThereIs()
        ? TOOLS.keySet().stream().filter(LabExtension::isMissing).findFirst().map(TOOLS::get)
        : Optional.of("hosts and containers are started only, as root, by mvn verify -Plab");
  }

  private static boolean isMissing(String tool) {
    return tool.equals(ROOT)
        ? !System.getProperty("user.name").equals(ROOT)
        : Tools.find(tool).isEmpty();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Lab.class || type == Machine.class || type == Podman.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    if (type == Machine.class) {
      return context
          .getStore(NAMESPACE)
          .computeIfAbsent(Machine.class, _ -> Machine.start(), Machine.class);
    }
    var store = context.getRoot().getStore(NAMESPACE);
    return type == Lab.class
        ? store.computeIfAbsent(Lab.class, _ -> Lab.start(), Lab.class)
        : store.computeIfAbsent(Podman.class, _ -> Podman.start(), Podman.class);
  }
}
