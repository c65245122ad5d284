package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;

/**
 * What keywords may name that is not part of the language; an empty set: not known here, so that
 * every name is taken.
 *
 * @param connections kinds of connections, the usual names before other ones
 * @param becomeMethods ways to become another user
 */
public record Plugins(ImmutableSet<String> connections, ImmutableSet<String> becomeMethods) {

  /** Nothing is known. */
  public static final Plugins UNKNOWN = new Plugins(ImmutableSet.of(), ImmutableSet.of());
}
