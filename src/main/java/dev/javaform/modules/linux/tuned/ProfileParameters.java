package dev.javaform.modules.linux.tuned;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernel parameters that the text of a profile sets in its section {@code sysctl}. tuned sets
 * them when the profile is activated and does not look again, so what somebody changes afterwards
 * stays until then.
 */
final class ProfileParameters {

  /** What tuned works out itself: variables, functions, and values that are bounds. */
  private static final CharMatcher WORKED_OUT = CharMatcher.anyOf("$<>{}");

  private ProfileParameters() {}

  /** The values as they are meant, by paths below /proc/sys. */
  static ImmutableMap<String, String> of(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        inside = line.startsWith("[sysctl]");
      } else if (inside && isSetting(line)) {
        int equals = line.indexOf('=');
        String value = ActiveProfile.normal(line.substring(equals + 1));
        values.put(path(line.substring(0, equals).strip()), value);
      }
    }
    return ImmutableMap.copyOf(values);
  }

  private static boolean isSetting(String line) {
    return line.indexOf('=') > 0 && !line.startsWith("#") && WORKED_OUT.matchesNoneOf(line);
  }

  private static String path(String key) {
    return key.replace('/', '\n').replace('.', '/').replace('\n', '.');
  }

  /** The running values after tuned has set those that it can set. */
  static ImmutableSortedMap<String, String> applied(
      Map<String, String> wanted, ActiveProfile seen) {
    Map<String, String> live = new TreeMap<>(seen.live());
    live.replaceAll((path, now) -> isRefused(path, seen) ? now : wanted.getOrDefault(path, now));
    return ImmutableSortedMap.copyOf(live);
  }

  /** tuned said when it last tried that it could not set it, or another owner set it after it. */
  private static boolean isRefused(String path, ActiveProfile seen) {
    String key = path.replace('/', '.');
    return seen.host().unverified().stream().anyMatch(line -> line.contains(key));
  }
}
