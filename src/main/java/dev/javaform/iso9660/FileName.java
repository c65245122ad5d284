package dev.javaform.iso9660;

import com.google.common.base.CharMatcher;
import java.util.Optional;

/** The name of a file or folder, which is one in both hierarchies only where Joliet takes it. */
final class FileName {

  /** Joliet specification: 128 bytes, of two for each letter. */
  private static final int LONGEST = 64;

  private static final CharMatcher FORBIDDEN =
      CharMatcher.anyOf("*/:;?\\").or(CharMatcher.javaIsoControl());

  private FileName() {}

  /**
   * The name, if it can be one.
   *
   * @throws IllegalArgumentException where it cannot
   */
  static String checked(String name, String path) {
    why(name)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  "\"%s\" cannot be the name of a file on a CD: %s.".formatted(path, why));
            });
    return name;
  }

  private static Optional<String> why(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.of("a part of it is empty, \".\" or \"..\"");
    }
    if (name.length() > LONGEST) {
      return Optional.of(
          "a part of it has %d letters; at most %d are possible".formatted(name.length(), LONGEST));
    }
    return FORBIDDEN.matchesAnyOf(name)
        ? Optional.of("it holds one of * / : ; ? \\ or a control character")
        : Optional.empty();
  }
}
