package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One stop of {@code ProxyJump}: {@code [user@]host[:port]} or {@code ssh://[user@]host[:port]}.
 */
record Jump(String host, Optional<Integer> port, Optional<String> user) {

  /** The stops, the first to be reached first. */
  static List<Jump> parse(String value) throws IOException {
    List<Jump> jumps = new ArrayList<>();
    for (String word : value.split(",", -1)) {
      jumps.add(one(word.strip()));
    }
    return jumps;
  }

  private static Jump one(String word) throws IOException {
    String text = word.startsWith("ssh://") ? word.substring("ssh://".length()) : word;
    int at = text.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    String place = text.substring(at + 1);
    int colon = place.lastIndexOf(':');
    boolean ported = colon > 0 && (place.indexOf(':') == colon || place.charAt(colon - 1) == ']');
    String host = (ported ? place.substring(0, colon) : place).replace("[", "").replace("]", "");
    if (host.isEmpty()) {
      throw new IOException("ProxyJump names no host: " + word);
    }
    Optional<Integer> port =
        ported ? Optional.of(port(place.substring(colon + 1), word)) : Optional.empty();
    return new Jump(host, port, user);
  }

  private static int port(String digits, String word) throws IOException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IOException("ProxyJump has a bad port: " + word, e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String place = host.contains(":") ? "[" + host + "]" : host;
    return user.map(name -> name + "@").orElse("") + place + port.map(p -> ":" + p).orElse("");
  }

  /** The command line's options as they hold for a stop: all but those about the last host. */
  static ImmutableList<String> optionsFor(List<String> words) {
    ImmutableList.Builder<String> kept = ImmutableList.builder();
    for (int i = 0; i < words.size(); i++) {
      boolean alone = words.get(i).length() == 2 && i + 1 < words.size();
      String flag = words.get(i).length() < 2 ? "" : words.get(i).substring(0, 2);
      String value = alone ? words.get(i + 1) : words.get(i).substring(flag.length());
      boolean takesValue = "-o-i-p-l-J-F".contains(flag) && !flag.isEmpty();
      if (!takesValue) {
        kept.add(words.get(i));
        continue;
      }
      if (!isAboutLastHost(flag, value)) {
        kept.add(flag + value);
      }
      i += alone ? 1 : 0;
    }
    return kept.build();
  }

  private static boolean isAboutLastHost(String flag, String value) {
    List<String> words = flag.equals("-o") ? ConfigWords.of(value) : List.of(flag);
    String keyword = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    return List.of(
            "-p",
            "-l",
            "-j",
            "port",
            "user",
            "hostname",
            "hostkeyalias",
            "proxyjump",
            "proxycommand")
        .contains(keyword);
  }
}
