package dev.javaform.hardware.capture;

import com.google.common.net.InetAddresses;

/** Puts addresses that RFC 2544 and RFC 3849 reserve for tests and examples in place of others. */
final class NetworkAddresses {

  private static final int LAST_BYTE = 256;
  private static final String V6 = "(?<![\\w:.])([0-9A-Fa-f]*:[0-9A-Fa-f:]+)(?![\\w:.])";

  private final Numbered four =
      new Numbered(
          "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b",
          "127.0.0.1"::equals,
          number -> "198.18.%d.%d".formatted(number / LAST_BYTE % LAST_BYTE, number % LAST_BYTE));

  private final Numbered six =
      new Numbered(V6, NetworkAddresses::isNone, "2001:db8::%x"::formatted);

  String in(String text) {
    return six.in(four.in(text));
  }

  private static boolean isNone(String text) {
    return text.equals("::1") || !InetAddresses.isInetAddress(text);
  }
}
