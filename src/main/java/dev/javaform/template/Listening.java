package dev.javaform.template;

import java.util.Optional;
import java.util.Set;

/** A scope that remembers whether rendering with it has read anything told. For one thread. */
public final class Listening implements Scope {

  private final Scope scope;
  private boolean heard;

  public Listening(Scope scope) {
    this.scope = scope;
  }

  /** Whether anything told was read so far. */
  public boolean heard() {
    return heard;
  }

  @Override
  public Optional<Variable> lookup(String name) {
    return scope.lookup(name);
  }

  @Override
  public Set<String> names() {
    return scope.names();
  }

  @Override
  public void told() {
    heard = true;
    scope.told();
  }
}
