package dev.javaform.template.function;

import dev.javaform.template.expression.Access;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.Evaluator;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Invocation;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters that apply another filter or a test to every element. */
final class SelectionFilters {

  private SelectionFilters() {}

  static void addTo(Filters filters) {
    filters
        .evaluating("map", "*arguments **named", SelectionFilters::map)
        .evaluating(
            "select", "*arguments **named", (value, call, in) -> chosen(value, call, in, 0, true))
        .evaluating(
            "reject", "*arguments **named", (value, call, in) -> chosen(value, call, in, 0, false))
        .evaluating(
            "selectattr",
            "*arguments **named",
            (value, call, in) -> chosen(value, call, in, 1, true))
        .evaluating(
            "rejectattr",
            "*arguments **named",
            (value, call, in) -> chosen(value, call, in, 1, false))
        .evaluating("extract", "container morekeys?", SelectionFilters::extract);
  }

  private static Object map(@Nullable Object value, Bound call, Evaluator in) {
    Function<Object, Object> change = call.rest().isEmpty() ? attribute(call) : filter(call, in);
    List<Object> mapped = new ArrayList<>();
    Values.items(value).forEach(item -> mapped.add(change.apply(item)));
    return mapped;
  }

  private static Function<Object, Object> attribute(Bound call) {
    Map<String, Object> named = new LinkedHashMap<>(call.others());
    Object attribute = named.remove("attribute");
    Object fallback = named.remove("default");
    if (attribute == null || !named.isEmpty()) {
      throw ExpressionException.failed("map requires a filter argument");
    }
    Function<Object, Object> part = ListFilters.by(attribute);
    return item -> {
      Object found = part.apply(item);
      return found instanceof Undefined && fallback != null ? fallback : found;
    };
  }

  private static Function<Object, Object> filter(Bound call, Evaluator in) {
    String name = Text.str(call.rest().getFirst());
    Invocation invocation =
        new Invocation(in, call.rest().subList(1, call.rest().size()), call.others());
    return item -> in.vocabulary().filter(name, item, invocation);
  }

  /**
   * @param attributes how many of the arguments name what is tested
   */
  private static Object chosen(
      @Nullable Object value, Bound call, Evaluator in, int attributes, boolean wanted) {
    List<Object> arguments = call.rest();
    if (arguments.size() < attributes) {
      throw ExpressionException.failed("%s requires the name of an attribute", call.function());
    }
    Function<Object, Object> part =
        attributes == 0 ? item -> item : ListFilters.by(arguments.getFirst());
    List<Object> rest = arguments.subList(attributes, arguments.size());
    List<Object> chosen = new ArrayList<>();
    for (Object item : Values.items(value)) {
      if (holds(part.apply(item), rest, call, in) == wanted) {
        chosen.add(item);
      }
    }
    return chosen;
  }

  private static boolean holds(
      @Nullable Object value, List<Object> test, Bound call, Evaluator in) {
    if (test.isEmpty()) {
      return Values.truth(value);
    }
    Invocation invocation = new Invocation(in, test.subList(1, test.size()), call.others());
    return in.vocabulary().test(Text.str(test.getFirst()), value, invocation);
  }

  private static @Nullable Object extract(@Nullable Object value, Bound call, Evaluator in) {
    List<Object> path = new ArrayList<>();
    path.add(value);
    if (call.has("morekeys")) {
      path.addAll(
          call.get("morekeys") instanceof List<?> keys ? keys : List.of(call.get("morekeys")));
    }
    Object found = call.get("container");
    for (Object key : path) {
      found = Access.item(found, key, -1);
    }
    return found;
  }
}
