package dev.javaform.hardware.preflight;

import dev.javaform.hardware.pci.PciFunction;
import java.util.Collection;
import java.util.stream.Collectors;

/** How devices are named in sentences. */
final class Phrases {

  private Phrases() {}

  /** The address and what it is: {@code 0000:0a:00.0 (VGA controller [1002:744c])}. */
  static String of(PciFunction function) {
    return "%s (%s)".formatted(function.address(), function.title());
  }

  static String all(Collection<PciFunction> functions) {
    return functions.stream().map(Phrases::of).collect(Collectors.joining(", "));
  }

  /** {@code one} for one, else {@code many}. */
  static String number(Collection<?> of, String one, String many) {
    return of.size() == 1 ? one : many;
  }
}
