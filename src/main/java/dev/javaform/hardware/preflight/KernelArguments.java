package dev.javaform.hardware.preflight;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import java.util.List;

/**
 * The arguments of the running kernel; {@code -} and {@code _} are the same in their names (Linux,
 * Documentation/admin-guide/kernel-parameters).
 *
 * @param values by name; empty for one without a value
 */
record KernelArguments(ImmutableListMultimap<String, String> values) {

  static KernelArguments of(List<String> words) {
    var values = ImmutableListMultimap.<String, String>builder();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      values.put(name.replace('-', '_'), equals < 0 ? "" : word.substring(equals + 1));
    }
    return new KernelArguments(values.build());
  }

  boolean has(String name, String value) {
    return values.get(name).stream()
        .flatMap(written -> Splitter.on(',').splitToStream(written))
        .anyMatch(value::equals);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }
}
