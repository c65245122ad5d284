package dev.javaform.template.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code list} and {@code tuple} that playbooks call. */
final class ListMethods {

  private ListMethods() {}

  @SuppressWarnings("unchecked") // an expression's lists hold anything
  static Optional<Callable> find(List<?> receiver, String name) {
    List<Object> list = (List<Object>) receiver;
    return switch (name) {
      case "index" -> method(name, "value", call -> index(list, call.get("value")));
      case "count" -> method(name, "value", call -> count(list, call.get("value")));
      case "copy" -> method(name, "", _ -> new ArrayList<>(list));
      case "append" -> changing(name, "object", call -> list.add(call.get("object")));
      case "extend" -> changing(name, "iterable", call -> list.addAll(call.items("iterable")));
      case "insert" ->
          changing(name, "index object", call -> list.add(place(list, call), call.get("object")));
      case "remove" ->
          changing(name, "value", call -> list.remove((int) index(list, call.get("value"))));
      case "reverse" -> changing(name, "", _ -> Collections.reverse(list));
      case "clear" -> changing(name, "", _ -> list.clear());
      case "pop" -> method(name, "index?", call -> pop(list, call));
      default -> Optional.empty();
    };
  }

  private interface Change {
    void make(Bound call);
  }

  static Optional<Callable> method(
      String name, String parameters, java.util.function.Function<Bound, Object> body) {
    Parameters known = Parameters.of(name, parameters);
    return Optional.of(
        (positional, named) -> guarded(name, () -> body.apply(known.bind(positional, named))));
  }

  private static Optional<Callable> changing(String name, String parameters, Change change) {
    return method(
        name,
        parameters,
        call -> {
          change.make(call);
          return null;
        });
  }

  private static @Nullable Object guarded(String name, java.util.function.Supplier<Object> body) {
    try {
      return body.get();
    } catch (UnsupportedOperationException _) {
      throw ExpressionException.failed(
          "%s() would change a value that cannot change here. Make a new one: list + [element], or"
              + " combine() for a mapping.",
          name);
    }
  }

  private static long index(List<Object> list, @Nullable Object wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (Values.equal(list.get(i), wanted)) {
        return i;
      }
    }
    throw ExpressionException.failed("%s is not in list", Text.repr(wanted));
  }

  private static long count(List<Object> list, @Nullable Object wanted) {
    return list.stream().filter(item -> Values.equal(item, wanted)).count();
  }

  private static int place(List<Object> list, Bound call) {
    int index = call.number("index");
    return Math.clamp(index < 0 ? index + list.size() : index, 0, list.size());
  }

  private static @Nullable Object pop(List<Object> list, Bound call) {
    int index = call.number("index", -1);
    int place = index < 0 ? index + list.size() : index;
    if (place < 0 || place >= list.size()) {
      throw ExpressionException.failed(
          list.isEmpty() ? "pop from empty list" : "pop index out of range");
    }
    return list.remove(place);
  }
}
