package dev.javaform.template.expression;

import dev.javaform.python.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Python's {@code getattr} finds: methods of strings, lists, mappings and dates. */
final class AttributeLookup {

  private AttributeLookup() {}

  static Optional<Object> of(@Nullable Object value, String name) {
    return switch (value) {
      case String text -> method(StringMethods.find(name).map(method -> method.on(text)));
      case Tuple tuple when tuple.named(name).isPresent() -> tuple.named(name);
      case List<?> list -> method(ListMethods.find(list, name));
      case Map<?, ?> map -> method(MapMethods.find(map, name));
      case Members members -> members.member(name);
      case LocalDate date -> TimeMembers.of(date.atStartOfDay(), name);
      case LocalDateTime time -> TimeMembers.of(time, name);
      case OffsetDateTime time -> TimeMembers.of(time.toLocalDateTime(), name);
      case Duration span -> TimeMembers.of(span, name);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Object> method(Optional<Callable> method) {
    return method.map(callable -> callable);
  }
}
