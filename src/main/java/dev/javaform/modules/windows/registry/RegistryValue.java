package dev.javaform.modules.windows.registry;

import com.google.common.collect.ImmutableList;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key, or a value of one, as the guest has it.
 *
 * @param key whether the key is there
 * @param kind of the value, such as {@code dword}; empty where there is none, or only the key
 *     counts
 * @param data numbers in decimal, bytes in hexadecimal digits; of a {@code multistring} its texts
 */
public record RegistryValue(boolean key, Optional<String> kind, ImmutableList<String> data) {

  static final RegistryValue NOTHING =
      new RegistryValue(false, Optional.empty(), ImmutableList.of());

  static RegistryValue ofKey(Answer answer) {
    return NOTHING.withKey(answer.flag("exists"));
  }

  static RegistryValue ofValue(Answer answer) {
    RegistryValue key = NOTHING.withKey(answer.flag("key"));
    return answer.flag("exists") ? key.withValue(answer.words("kind"), answer.texts("data")) : key;
  }

  boolean exists() {
    return kind.isPresent();
  }

  RegistryValue withKey(boolean there) {
    return new RegistryValue(there, kind, data);
  }

  RegistryValue withValue(String itsKind, ImmutableList<String> itsData) {
    return new RegistryValue(true, Optional.of(itsKind), itsData);
  }

  RegistryValue withoutValue() {
    return NOTHING.withKey(key);
  }

  /** The only text of the data. */
  String single() {
    return data.isEmpty() ? "" : data.getFirst();
  }

  /** What the helper is told to make of a value. */
  Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", exists());
    kind.ifPresent(word -> set.put("kind", word));
    kind.ifPresent(word -> set.put("data", word.equals("multistring") ? data : single()));
    return set;
  }
}
