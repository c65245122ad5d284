package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What is asked of a resource.
 *
 * @param action the operation's address
 * @param resource what it is asked of
 * @param selectors which one of these, by name
 * @param options how, by name
 * @param binding options that must be understood, such as PowerShell's protocol version
 * @param body what the envelope's body holds; empty where it holds nothing
 */
record Request(
    String action,
    String resource,
    ImmutableMap<String, String> selectors,
    ImmutableMap<String, String> options,
    boolean binding,
    Optional<Body> body) {

  /** Writes what a body holds. */
  @FunctionalInterface
  interface Body {
    void write(XmlWriter xml);
  }

  static Request of(String action, String resource) {
    return new Request(
        action, resource, ImmutableMap.of(), ImmutableMap.of(), false, Optional.empty());
  }

  Request select(String shell) {
    return new Request(action, resource, ImmutableMap.of("ShellId", shell), options, binding, body);
  }

  Request with(ImmutableMap<String, String> more, boolean mustUnderstand) {
    return new Request(action, resource, selectors, more, mustUnderstand, body);
  }

  Request saying(Body content) {
    return new Request(action, resource, selectors, options, binding, Optional.of(content));
  }
}
