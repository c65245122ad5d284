package dev.javaform.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Literals as plain values: truths, numbers, texts, lists, tuples and mappings. */
public final class PlainLiteral implements LiteralMaker<Object> {

  private static final PlainLiteral MAKER = new PlainLiteral();

  /** Stands for none, which is not a value of its own for the reader. */
  private static final Object NONE = new Object();

  private PlainLiteral() {}

  /** The value that the text stands for; empty where it is none, and where it is no literal. */
  public static Optional<Object> read(String text, LiteralReader.Constants constants) {
    return LiteralReader.read(text, constants, MAKER).filter(value -> value != NONE);
  }

  private static @Nullable Object plain(Object value) {
    return value == NONE ? null : value;
  }

  @Override
  public Object scalar(@Nullable Object value, int begin, int end) {
    return value == null ? NONE : value;
  }

  @Override
  public Object list(List<Object> items, int begin) {
    List<@Nullable Object> list = new ArrayList<>(items.size());
    items.forEach(item -> list.add(plain(item)));
    return list;
  }

  @Override
  public Object tuple(List<Object> items, int begin) {
    return new Tuple((List<?>) list(items, begin));
  }

  @Override
  public Object dictionary(Map<Object, Map.Entry<Object, Object>> entries, int begin) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    entries.values().forEach(each -> map.put(plain(each.getKey()), plain(each.getValue())));
    return map;
  }

  /** Lists and dictionaries cannot be keys; numbers that are equal are the same key. */
  @Override
  public @Nullable Object key(Object value) {
    return switch (value) {
      case Tuple tuple -> tuple;
      case List<?> _, Map<?, ?> _ -> null;
      default -> value;
    };
  }
}
