package dev.javaform.hardware.machine;

import com.google.common.collect.ImmutableList;

/** The kernel's command line. */
public final class KernelLine {

  private KernelLine() {}

  /** Words split at blanks outside double quotes, without the quotes, as the kernel does. */
  public static ImmutableList<String> tokens(String line) {
    var tokens = ImmutableList.<String>builder();
    var token = new StringBuilder();
    boolean quoted = false;
    for (char each : (line + " ").toCharArray()) {
      if (each == '"') {
        quoted = !quoted;
      } else if (each == ' ' && !quoted) {
        if (!token.isEmpty()) {
          tokens.add(token.toString());
        }
        token.setLength(0);
      } else {
        token.append(each);
      }
    }
    return tokens.build();
  }
}
