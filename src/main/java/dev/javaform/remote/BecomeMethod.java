package dev.javaform.remote;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways to become another user on a host: what {@code become_method} may say. */
public enum BecomeMethod {
  /** sudo(8), which is also what is taken where nobody says which. */
  SUDO,
  /** su(1). */
  SU;

  private static final String PLACE = "{method}";

  /** What playbooks and inventories call it, which is also the name of its program. */
  public String word() {
    return Ascii.toLowerCase(name());
  }

  /** Every name that a method may be given. */
  public static ImmutableSet<String> names() {
    return Stream.of(values()).map(BecomeMethod::word).collect(ImmutableSet.toImmutableSet());
  }

  /** A name in which <code>{method}</code> stands for any of them, once with each. */
  public static Stream<String> ofEach(String name) {
    return name.contains(PLACE)
        ? Stream.of(values()).map(method -> name.replace(PLACE, method.word()))
        : Stream.of(name);
  }

  /** The method of that name. */
  public static Optional<BecomeMethod> of(String name) {
    return Stream.of(values()).filter(method -> method.word().equals(name)).findFirst();
  }
}
