package dev.javaform.template.expression;

import dev.javaform.python.Floats;
import dev.javaform.python.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes, elements and slices. */
public final class Access {

  private Access() {}

  /** {@code of.name}: a method or attribute first, then the element called so, as Jinja2 looks. */
  static @Nullable Object attribute(@Nullable Object of, String name, int at) {
    if (of instanceof Undefined undefined) {
      return undefined;
    }
    Values.known(of);
    Optional<Object> own = AttributeLookup.of(of, name);
    return own.isPresent() ? own.get() : element(of, name, at);
  }

  /** {@code of[index]}: the element first, then the attribute called so. */
  public static @Nullable Object item(@Nullable Object of, @Nullable Object index, int at) {
    if (of instanceof Undefined undefined) {
      return undefined;
    }
    Values.known(of);
    Values.known(index);
    Object element = element(of, index, at);
    if (element instanceof Undefined && index instanceof String name) {
      return AttributeLookup.of(of, name).orElse(element);
    }
    return element;
  }

  /** What {@code a.b.0} of filters finds: elements by name or number, undefined where missing. */
  public static @Nullable Object path(@Nullable Object of, String path) {
    Object value = of;
    for (String part : path.split("\\.", -1)) {
      value = item(value, part.matches("\\d+") ? (Object) Long.valueOf(part) : part, -1);
    }
    return value;
  }

  private static @Nullable Object element(@Nullable Object of, @Nullable Object index, int at) {
    return switch (of) {
      case Map<?, ?> map -> ofMap(map, index, at);
      case List<?> items when Numbers.isNumeric(index) && !Floats.isFloat(index) ->
          ofList(items, index, at);
      case String text when Numbers.isNumeric(index) && !Floats.isFloat(index) ->
          ofList(Values.items(text), index, at);
      case Namespace namespace
          when index instanceof String name && namespace.attributes().containsKey(name) ->
          namespace.attributes().get(name);
      case null, default -> Undefined.attribute(of, index, at);
    };
  }

  private static @Nullable Object ofMap(Map<?, ?> map, @Nullable Object key, int at) {
    if (map.containsKey(key)) {
      return map.get(key);
    }
    if (key instanceof String) {
      return Undefined.attribute(map, key, at);
    }
    Optional<?> same = map.keySet().stream().filter(known -> Values.equal(known, key)).findFirst();
    return same.isPresent() ? map.get(same.get()) : Undefined.attribute(map, key, at);
  }

  private static Object ofList(List<?> items, @Nullable Object index, int at) {
    long wanted = Numbers.integer(index).longValue();
    long place = wanted < 0 ? wanted + items.size() : wanted;
    return place < 0 || place >= items.size()
        ? Undefined.attribute(items, index, at)
        : items.get((int) place);
  }

  /** {@code of[start:stop:step]}; null stands for an absent bound. */
  static Object slice(
      @Nullable Object of, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
    List<Object> items = Values.items(of);
    int stride = step == null ? 1 : Numbers.integer(step).intValue();
    if (stride == 0) {
      throw ExpressionException.failed("slice step cannot be zero");
    }
    List<Object> taken = taken(items, start, stop, stride);
    return switch (of) {
      case String _ -> String.join("", taken.stream().map(String.class::cast).toList());
      case Tuple _ -> new Tuple(taken);
      case null, default -> taken;
    };
  }

  private static List<Object> taken(
      List<Object> items, @Nullable Object start, @Nullable Object stop, int stride) {
    int size = items.size();
    int from = bound(start, stride > 0 ? 0 : size - 1, size, stride);
    int to = bound(stop, stride > 0 ? size : -1, size, stride);
    List<Object> taken = new ArrayList<>();
    for (int i = from; stride > 0 ? i < to : i > to; i += stride) {
      taken.add(items.get(i));
    }
    return taken;
  }

  private static int bound(@Nullable Object bound, int absent, int size, int stride) {
    if (bound == null) {
      return absent;
    }
    int wanted = Numbers.integer(bound).intValue();
    int place = wanted < 0 ? wanted + size : wanted;
    return stride > 0 ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
  }
}
