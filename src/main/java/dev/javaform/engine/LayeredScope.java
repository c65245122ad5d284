package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Layers of variables, the strongest first. The maps may grow meanwhile. */
record LayeredScope(ImmutableList<Map<String, Variable>> layers) implements Scope {

  @Override
  public Optional<Variable> lookup(String name) {
    for (Map<String, Variable> layer : layers) {
      Variable variable = layer.get(name);
      if (variable != null) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    layers.forEach(layer -> names.addAll(layer.keySet()));
    return names;
  }

  /** The same scope below one more layer. */
  LayeredScope below(Map<String, Variable> stronger) {
    return stronger.isEmpty()
        ? this
        : new LayeredScope(
            ImmutableList.<Map<String, Variable>>builderWithExpectedSize(layers.size() + 1)
                .add(stronger)
                .addAll(layers)
                .build());
  }

  /** The same scope above one more layer. */
  LayeredScope above(Map<String, Variable> weaker) {
    return new LayeredScope(
        ImmutableList.<Map<String, Variable>>builderWithExpectedSize(layers.size() + 1)
            .addAll(layers)
            .add(weaker)
            .build());
  }

  /** These layers above another scope. */
  Scope over(Scope weaker) {
    LayeredScope self = this;
    return new Scope() {
      @Override
      public Optional<Variable> lookup(String name) {
        return self.lookup(name).or(() -> weaker.lookup(name));
      }

      @Override
      public Set<String> names() {
        Set<String> names = self.names();
        names.addAll(weaker.names());
        return names;
      }

      @Override
      public void told() {
        weaker.told();
      }
    };
  }
}
