package dev.javaform.iso9660;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;

/** FolderNames as Joliet has them: nearly as they are, in UTF-16. Windows and Linux show these. */
record JolietNames() implements FolderNames {

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
