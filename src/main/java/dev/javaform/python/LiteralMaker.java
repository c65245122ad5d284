package dev.javaform.python;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values that a {@link LiteralReader} reads.
 *
 * @param <V> what values are
 */
public interface LiteralMaker<V> {

  /**
   * A number, a text, a boolean or none.
   *
   * @param begin where it begins in the text that is read
   * @param end where it has ended there
   */
  V scalar(@Nullable Object value, int begin, int end);

  /** A list or a set, whose items are all different. */
  V list(List<V> items, int begin);

  /** A tuple. */
  V tuple(List<V> items, int begin);

  /** A dictionary; null where a key cannot be one. */
  @Nullable V dictionary(Map<Object, Map.Entry<V, V>> entries, int begin);

  /** What makes a key, or an item of a set, the same as another; null where it can be neither. */
  @Nullable Object key(V value);
}
