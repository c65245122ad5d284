package dev.javaform.template.expression;

import dev.javaform.python.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code dict} that playbooks call. */
final class MapMethods {

  private MapMethods() {}

  @SuppressWarnings("unchecked") // an expression's maps hold anything
  static Optional<Callable> find(Map<?, ?> receiver, String name) {
    Map<Object, Object> map = (Map<Object, Object>) receiver;
    return switch (name) {
      case "keys" -> ListMethods.method(name, "", _ -> new ArrayList<>(map.keySet()));
      case "values" -> ListMethods.method(name, "", _ -> new ArrayList<>(map.values()));
      case "items" -> ListMethods.method(name, "", _ -> pairs(map));
      case "copy" -> ListMethods.method(name, "", _ -> new LinkedHashMap<>(map));
      case "get" -> ListMethods.method(name, "key default?", call -> get(map, call));
      case "setdefault" -> ListMethods.method(name, "key default?", call -> orSet(map, call));
      case "update" -> ListMethods.method(name, "other? **values", call -> update(map, call));
      case "pop" -> ListMethods.method(name, "key default?", call -> pop(map, call));
      case "clear" -> ListMethods.method(name, "", _ -> cleared(map));
      default -> Optional.empty();
    };
  }

  /** Tuples of key and value. */
  static List<Object> pairs(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
    return pairs;
  }

  private static @Nullable Object get(Map<Object, Object> map, Bound call) {
    Values.known(call.get("key"));
    return map.containsKey(call.get("key")) ? map.get(call.get("key")) : call.get("default");
  }

  private static @Nullable Object orSet(Map<Object, Object> map, Bound call) {
    if (!map.containsKey(call.get("key"))) {
      map.put(call.get("key"), call.get("default"));
    }
    return map.get(call.get("key"));
  }

  private static @Nullable Object update(Map<Object, Object> map, Bound call) {
    if (call.get("other") instanceof Map<?, ?> other) {
      map.putAll(other);
    } else if (call.has("other")) {
      call.items("other")
          .forEach(pair -> map.put(Values.items(pair).get(0), Values.items(pair).get(1)));
    }
    map.putAll(call.others());
    return null;
  }

  private static @Nullable Object pop(Map<Object, Object> map, Bound call) {
    if (!map.containsKey(call.get("key")) && !call.values().containsKey("default")) {
      throw ExpressionException.failed(
          "the mapping has no key %s to pop", Text.repr(call.get("key")));
    }
    return map.containsKey(call.get("key")) ? map.remove(call.get("key")) : call.get("default");
  }

  private static @Nullable Object cleared(Map<Object, Object> map) {
    map.clear();
    return null;
  }
}
