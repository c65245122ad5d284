package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as if they had been written: texts in them are never templates. */
final class PlainYaml {

  private PlainYaml() {}

  static Yaml of(@Nullable Object value, Mark mark) {
    return switch (value) {
      case List<?> items ->
          new Yaml.Sequence(
              items.stream().map(each -> of(each, mark)).collect(ImmutableList.toImmutableList()),
              mark);
      case Map<?, ?> map ->
          new Yaml.Mapping(
              map.entrySet().stream()
                  .map(each -> new Yaml.Entry(key(each.getKey(), mark), of(each.getValue(), mark)))
                  .collect(ImmutableList.toImmutableList()),
              mark);
      case null, default -> key(value, mark);
    };
  }

  private static Yaml.Scalar key(@Nullable Object value, Mark mark) {
    return new Yaml.Scalar(value, String.valueOf(value), mark, true);
  }
}
