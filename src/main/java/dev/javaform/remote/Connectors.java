package dev.javaform.remote;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The registry of the kinds of connections there are: what playbooks and inventories may name,
 * which settings each has, and what connects then. A connector is made at its first use.
 */
public final class Connectors implements Connector<Target> {
  private final ImmutableList<Kind<?>> kinds;

  /** The kinds there are; where nobody says which, it is the first. */
  public Connectors(Kind<?>... kinds) {
    this.kinds = ImmutableList.copyOf(kinds);
  }

  /**
   * A kind of connection.
   *
   * @param <T> its settings
   */
  public static final class Kind<T extends Record & Target> {
    private final String name;
    private final Class<T> target;
    private final Supplier<Connector<T>> connector;
    private final ImmutableList<String> aliases;
    private volatile boolean made;

    /**
     * A line of the registry.
     *
     * @param name what {@code ansible_connection} calls it
     * @param aliases other names for it, as old inventories have them
     */
    public Kind(
        String name,
        Class<T> target,
        Supplier<? extends Connector<T>> connector,
        String... aliases) {
      this.name = name;
      this.target = target;
      this.connector = Suppliers.memoize(connector::get);
      this.aliases = ImmutableList.copyOf(aliases);
    }

    /** The record of its settings. */
    public Class<T> target() {
      return target;
    }

    private boolean isCalled(String word) {
      return name.equals(word) || aliases.contains(word);
    }

    private Connection connect(Target to) throws UnreachableException, InterruptedException {
      made = true;
      return connector.get().connect(target.cast(to));
    }

    private void close() {
      if (made) {
        connector.get().close();
      }
    }
  }

  /** All of them, the usual one first. */
  public ImmutableList<Kind<?>> kinds() {
    return kinds;
  }

  /** Every name that a connection may be given, each kind's own before all aliases. */
  public ImmutableSet<String> names() {
    Stream<String> own = kinds.stream().map(kind -> kind.name);
    Stream<String> aliases = kinds.stream().flatMap(kind -> kind.aliases.stream());
    return Stream.concat(own, aliases).collect(ImmutableSet.toImmutableSet());
  }

  /** The kind of connection where nobody says which. */
  public String usual() {
    return kinds.getFirst().name;
  }

  /** The kind of that name, whatever collection stands before it. */
  public Optional<Kind<?>> kind(String name) {
    String word = name.substring(name.lastIndexOf('.') + 1);
    return kinds.stream().filter(kind -> kind.isCalled(word)).findFirst();
  }

  @Override
  public Connection connect(Target target) throws UnreachableException, InterruptedException {
    Optional<Kind<?>> able =
        kinds.stream().filter(kind -> kind.target.isInstance(target)).findFirst();
    if (able.isEmpty()) {
      throw new UnreachableException(unsupported(target));
    }
    return able.get().connect(target);
  }

  private String unsupported(Target target) {
    String wanted = target instanceof Target.Unsupported other ? other.connection() : "";
    return "the connection "
        + wanted
        + " of "
        + target.common().name()
        + " is not supported; ansible_connection may be "
        + String.join(" or ", kinds.stream().map(kind -> kind.name).sorted().toList());
  }

  @Override
  public void close() {
    kinds.forEach(Kind::close);
  }
}
