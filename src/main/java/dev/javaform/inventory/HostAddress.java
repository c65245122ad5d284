package dev.javaform.inventory;

import com.google.common.net.InetAddresses;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host name, IPv4 or IPv6 address, maybe with ranges in it, and maybe a port: {@code
 * lab[01:40].example.org:2222}. An IPv6 address with a port stands in brackets.
 *
 * @param host without port and brackets
 */
record HostAddress(String host, OptionalInt port) {

  /** No host has a longer name, ranges included. */
  static final int LONGEST = 1000;

  private static final String RANGE = "\\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)(?::[0-9]+)?\\]";
  private static final String LABEL = "(?:\\w|%1$s)(?:[\\w-]++|%1$s)*+(?<![_-])".formatted(RANGE);
  private static final Pattern NAME =
      Pattern.compile(
          "%1$s(?:\\.%1$s)*+".formatted(LABEL),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern HEXADECIMAL_RANGE =
      Pattern.compile("\\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\\]", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKETED = Pattern.compile("\\[(.+)\\]:([0-9]{1,9})");
  private static final Pattern WITH_PORT =
      Pattern.compile("((?:[^:\\[\\]]++|\\[[^\\]]*+\\])*+):([0-9]{1,9})");

  /** What the text says; empty where it is neither a host name nor an address. */
  static Optional<HostAddress> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return parse(BRACKETED, text)
        .or(() -> parse(WITH_PORT, text))
        .or(() -> of(text, OptionalInt.empty()));
  }

  private static Optional<HostAddress> parse(Pattern form, String text) {
    Matcher parts = form.matcher(text);
    return parts.matches()
        ? of(parts.group(1), OptionalInt.of(Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  private static Optional<HostAddress> of(String host, OptionalInt port) {
    return NAME.matcher(host).matches() || isIpv6(host)
        ? Optional.of(new HostAddress(host, port))
        : Optional.empty();
  }

  private static boolean isIpv6(String host) {
    return host.contains(":")
        && InetAddresses.isInetAddress(HEXADECIMAL_RANGE.matcher(host).replaceAll("0"));
  }
}
