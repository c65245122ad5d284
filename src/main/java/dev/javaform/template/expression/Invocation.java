package dev.javaform.template.expression;

import java.util.List;
import java.util.Map;

/** The arguments of a filter or test, and the evaluator for those that apply others. */
public record Invocation(Evaluator evaluator, List<Object> positional, Map<String, Object> named) {

  /** The same evaluator, other arguments. */
  public Invocation with(List<Object> positional, Map<String, Object> named) {
    return new Invocation(evaluator, positional, named);
  }
}
