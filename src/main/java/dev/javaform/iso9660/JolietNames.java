package dev.javaform.iso9660;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Names as Joliet has them: nearly as they are, in UTF-16. Windows and Linux show these. */
record JolietNames() implements Names {

  /** Joliet specification: 128 bytes, of two for each letter. */
  private static final int LONGEST = 64;

  private static final CharMatcher FORBIDDEN =
      CharMatcher.anyOf("*/:;?\\").or(CharMatcher.javaIsoControl());

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

  @Override
  public ImmutableList<Named> in(Folder folder) {
    var spellings = new TreeMap<String, String>();
    for (String name : Sets.union(folder.folders().keySet(), folder.files().keySet())) {
      String other = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s are one name to Windows, which does not tell upper from lower case."
                .formatted(folder.path(other), folder.path(name)));
      }
    }
    return spellings.values().stream()
        .sorted()
        .map(name -> new Named(name, name.getBytes(StandardCharsets.UTF_16BE)))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public byte[] text(String text, int length) {
    byte[] filled = Strings.padEnd(text, length / 2, ' ').getBytes(StandardCharsets.UTF_16BE);
    return Arrays.copyOf(Arrays.copyOf(filled, length / 2 * 2), length);
  }
}
