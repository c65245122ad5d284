package dev.javaform.iso9660;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** FolderNames as every reader of CDs takes them: eight letters and three (ECMA-119, 10.1). */
record PlainNames() implements FolderNames {

  private static final int BODY = 8;
  private static final int ENDING = 3;

  @Override
  public ImmutableList<Named> in(Folder folder) {
    Map<String, Named> taken = new TreeMap<>(); // by what ECMA-119, 9.3 sorts by
    for (String name : Sets.union(folder.folders().keySet(), folder.files().keySet())) {
      boolean file = folder.files().containsKey(name);
      int dot = file ? name.lastIndexOf('.') : -1;
      String body = letters(dot < 0 ? name : name.substring(0, dot), BODY);
      String ending = dot < 0 ? "" : letters(name.substring(dot + 1), ENDING);
      String free = free(taken, body, ending);
      String identifier = file ? free + "." + ending + ";1" : free;
      taken.put(key(free, ending), new Named(name, identifier.getBytes(StandardCharsets.US_ASCII)));
    }
    return ImmutableList.copyOf(taken.values());
  }

  private static String free(Map<String, Named> taken, String body, String ending) {
    String free = body;
    for (int number = 1; taken.containsKey(key(free, ending)); number++) {
      String digits = Integer.toString(number);
      free = body.substring(0, Math.min(body.length(), BODY - digits.length())) + digits;
    }
    return free;
  }

  private static String key(String body, String ending) {
    return Strings.padEnd(body, BODY, ' ') + Strings.padEnd(ending, ENDING, ' ');
  }

  private static String letters(String text, int most) {
    String plain = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    return plain.isEmpty() ? "_" : plain.substring(0, Math.min(most, plain.length()));
  }

  @Override
  public byte[] text(String text, int length) {
    return Strings.padEnd(text.toUpperCase(Locale.ROOT), length, ' ')
        .getBytes(StandardCharsets.US_ASCII);
  }
}
