package dev.javaform.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** The constants of an enum in small letters, as a shell completes them. */
abstract class SmallWords implements Iterable<String> {

  private final Class<? extends Enum<?>> type;

  SmallWords(Class<? extends Enum<?>> type) {
    this.type = type;
  }

  @Override
  public Iterator<String> iterator() {
    return Stream.of(type.getEnumConstants())
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .iterator();
  }
}
