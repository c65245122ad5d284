package dev.javaform.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * A host as ssh(1) takes it: {@code user@host:port}. An IPv6 address with a port stands in
 * brackets.
 */
record PlainHost(Optional<String> user, String host, Optional<Integer> port) {

  private static final CharMatcher NOT_IN_NAMES =
      CharMatcher.whitespace().or(CharMatcher.javaIsoControl()).or(CharMatcher.anyOf(",/\\[]"));
  private static final int LAST_PORT = 65_535;

  /** What a word says; empty where it is no address. */
  static Optional<PlainHost> parse(String word) {
    int at = word.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(word.substring(0, at));
    String address = word.substring(at + 1);
    int colon = address.lastIndexOf(':');
    boolean many = address.indexOf(':') != colon && !address.startsWith("[");
    if (colon < 0 || many || address.endsWith("]")) {
      return of(user, address, Optional.empty());
    }
    return Optional.ofNullable(Ints.tryParse(address.substring(colon + 1)))
        .filter(port -> port > 0 && port <= LAST_PORT)
        .flatMap(port -> of(user, address.substring(0, colon), Optional.of(port)));
  }

  private static Optional<PlainHost> of(
      Optional<String> user, String address, Optional<Integer> port) {
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    String host = bracketed ? address.substring(1, address.length() - 1) : address;
    boolean sound =
        !host.isEmpty()
            && !host.startsWith("-")
            && NOT_IN_NAMES.matchesNoneOf(host)
            && user.filter(name -> name.isEmpty() || name.startsWith("-")).isEmpty();
    return sound ? Optional.of(new PlainHost(user, host, port)) : Optional.empty();
  }

  /** What an inventory would say of it. */
  ImmutableMap<String, Yaml> variables() {
    ImmutableMap.Builder<String, Yaml> variables = ImmutableMap.builder();
    variables.put("ansible_host", scalar(host));
    user.ifPresent(name -> variables.put("ansible_user", scalar(name)));
    port.ifPresent(number -> variables.put("ansible_port", scalar(number)));
    return variables.buildOrThrow();
  }

  /** Nothing of it is a template. */
  private static Yaml scalar(Object value) {
    return new Yaml.Scalar(value, value.toString(), Mark.NOWHERE, true);
  }
}
