package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rendered values as if they had been written, without being rendered again. */
final class Verbatim {

  private Verbatim() {}

  static Yaml of(@Nullable Object value, Mark mark) {
    return switch (value) {
      case Map<?, ?> map ->
          new Yaml.Mapping(
              map.entrySet().stream()
                  .map(
                      each ->
                          new Yaml.Entry(scalar(each.getKey(), mark), of(each.getValue(), mark)))
                  .collect(ImmutableList.toImmutableList()),
              mark);
      case List<?> list ->
          new Yaml.Sequence(
              list.stream().map(each -> of(each, mark)).collect(ImmutableList.toImmutableList()),
              mark);
      case null, default -> scalar(value, mark);
    };
  }

  private static Yaml.Scalar scalar(@Nullable Object value, Mark mark) {
    return new Yaml.Scalar(value, String.valueOf(value), mark, true);
  }
}
