package dev.javaform.template.ansible;

import dev.javaform.python.Tuple;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Tracked;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Names;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.function.Globals;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scope's variables as an expression sees them: written ones are rendered when they are first
 * used, and kept for the rest of the call.
 */
final class ScopeNames implements Names {

  /** A variable that was rendered before, and whether that read anything told. */
  private record Known(@Nullable Object value, boolean told) {}

  private final Scope scope;
  private final Rendering rendering;
  private final Ledger ledger;
  private final Map<String, Known> rendered = new HashMap<>();
  private final List<String> underWay = new ArrayList<>();

  ScopeNames(Scope scope, Rendering rendering, Ledger ledger) {
    this.scope = scope;
    this.rendering = rendering;
    this.ledger = ledger;
  }

  @Override
  public @Nullable Object value(String name) {
    Known known = rendered.get(name);
    if (known != null) {
      return heard(known);
    }
    Optional<Variable> variable = scope.lookup(name);
    if (variable.isEmpty()) {
      return name.equals("vars") ? new AllVariables(scope, this) : global(name);
    }
    return switch (variable.get()) {
      case Variable.Given(Tracked tracked) -> tracked.heardBy(ledger::tell);
      case Variable.Given given -> shared(given.value());
      case Variable.Told told -> heard(new Known(shared(told.value()), true));
      case Variable.Written written -> rendered(name, written.yaml());
    };
  }

  private Object global(String name) {
    return Globals.find(name, new ControllerLookups(rendering))
        .orElseGet(() -> Undefined.variable(name));
  }

  /** A template may have put something told into what can be changed since. */
  private @Nullable Object heard(Known known) {
    if (known.told() || (ledger.wasEverTold() && canChange(known.value()))) {
      ledger.tell();
    }
    return known.value();
  }

  private static boolean canChange(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case String _, Number _, Boolean _, Temporal _ -> false;
      default -> true;
    };
  }

  /** Other hosts and tasks see the same value: a template cannot append to it. */
  private static @Nullable Object shared(@Nullable Object value) {
    return switch (value) {
      case Tuple tuple -> tuple;
      case List<?> list -> Collections.unmodifiableList(list);
      case Map<?, ?> map -> Collections.unmodifiableMap(map);
      case null, default -> value;
    };
  }

  private @Nullable Object rendered(String name, Yaml yaml) {
    if (underWay.contains(name)) {
      throw ExpressionException.failed(
          "recursive loop detected in template string: %s", chain(name));
    }
    underWay.addLast(name);
    boolean before = ledger.open();
    try {
      Object value = touched(name, yaml);
      rendered.put(name, new Known(value, ledger.isTold()));
      return value;
    } finally {
      ledger.close(before);
      underWay.removeLast();
    }
  }

  private @Nullable Object touched(String name, Yaml yaml) {
    try {
      return rendering.value(yaml);
    } catch (UnknownValueException unknown) {
      return unknown.unknown();
    } catch (TemplateException failure) {
      if (failure.isUndefined()) {
        return Undefined.because(name, failure);
      }
      throw failure;
    }
  }

  private String chain(String name) {
    List<String> chain = new ArrayList<>(underWay.subList(underWay.indexOf(name), underWay.size()));
    chain.add(name);
    return String.join(" -> ", chain);
  }

  @Override
  public Set<String> known() {
    return scope.names();
  }
}
