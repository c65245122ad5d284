package dev.javaform.template.document;

import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Callable;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Invocation;
import dev.javaform.template.expression.TagReader.Parameter;
import dev.javaform.template.expression.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A macro that can be called. */
final class MacroFunction implements Callable {

  private static final int DEEPEST = 200;

  private final Renderer renderer;
  private final Statement.Macro macro;
  private final Frame around;
  private final Document home;
  private int depth;

  MacroFunction(Renderer renderer, Statement.Macro macro, Frame around) {
    this.renderer = renderer;
    this.macro = macro;
    this.around = around;
    this.home = renderer.current();
  }

  @Override
  public Object call(List<Object> positional, Map<String, Object> named) {
    return call(positional, named, Optional.empty());
  }

  String call(Invocation invocation, Optional<MacroFunction> caller) {
    return call(invocation.positional(), invocation.named(), caller);
  }

  private String call(
      List<Object> positional, Map<String, Object> named, Optional<MacroFunction> caller) {
    if (depth > DEEPEST) {
      throw ExpressionException.failed("The macro '%s' calls itself without end.", macro.name());
    }
    depth++;
    try {
      Frame frame = bound(positional, named, caller);
      return renderer.within(home, () -> renderer.text(macro.body(), frame));
    } finally {
      depth--;
    }
  }

  private Frame bound(
      List<Object> positional, Map<String, Object> named, Optional<MacroFunction> caller) {
    Frame frame = new Frame(around);
    Map<String, Object> others = new LinkedHashMap<>(named);
    int count = macro.parameters().size();
    for (int i = 0; i < count; i++) {
      Parameter parameter = macro.parameters().get(i);
      Object given = i < positional.size() ? positional.get(i) : others.remove(parameter.name());
      boolean has = i < positional.size() || named.containsKey(parameter.name());
      frame.set(parameter.name(), has ? given : fallback(parameter, frame));
    }
    frame.set(
        "varargs",
        new Tuple(positional.subList(Math.min(count, positional.size()), positional.size())));
    frame.set("kwargs", others);
    frame.set("caller", caller.<Object>map(block -> block).orElse(Undefined.variable("caller")));
    return frame;
  }

  private @Nullable Object fallback(Parameter parameter, Frame frame) {
    return parameter.fallback().isPresent()
        ? renderer.value(parameter.fallback().get(), frame)
        : new Undefined(
            parameter.name(),
            "parameter '%s' was not provided".formatted(parameter.name()),
            -1,
            Optional.empty());
  }
}
