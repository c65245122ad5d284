package dev.javaform.hardware.capture;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The default routes of the kernel's tables, without the router's address. */
final class Routes {

  private static final int GATEWAY4 = 2;
  private static final int GATEWAY6 = 4;

  private Routes() {}

  static String defaults(String path, String text) {
    boolean six = path.endsWith("ipv6_route");
    String none = "0".repeat(six ? 32 : 8);
    return text.lines()
        .map(line -> Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(line))
        .filter(words -> words.size() > GATEWAY6)
        .filter(words -> words.contains("Gateway") || words.get(six ? 0 : 1).equals(none))
        .map(words -> without(words, six ? GATEWAY6 : GATEWAY4, none))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String without(List<String> words, int gateway, String none) {
    List<String> line = new ArrayList<>(words);
    if (!line.contains("Gateway")) {
      line.set(gateway, none);
    }
    return String.join("\t", line);
  }
}
