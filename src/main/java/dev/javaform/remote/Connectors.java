package dev.javaform.remote;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.function.Supplier;

/** Chooses the connector that a target's carrier names; makes each at its first use. */
public final class Connectors implements Connector {
  private final ImmutableSortedMap<String, Once> carriers;

  /**
   * @param carriers by the name that {@code ansible_connection} has for them; {@code ssh} also
   *     stands for {@code paramiko} and {@code smart}
   */
  public Connectors(Map<String, Supplier<Connector>> carriers) {
    ImmutableSortedMap.Builder<String, Once> all = ImmutableSortedMap.naturalOrder();
    carriers.forEach((name, supplier) -> all.put(name, new Once(supplier)));
    this.carriers = all.buildOrThrow();
  }

  @Override
  public Connection connect(Target target) throws UnreachableException, InterruptedException {
    Once carrier = carriers.get(plain(target.carrier()));
    if (carrier == null) {
      throw new UnreachableException(
          "the connection "
              + target.carrier()
              + " of "
              + target.name()
              + " is not supported; ansible_connection may be "
              + String.join(" or ", carriers.keySet()));
    }
    return carrier.connector().connect(target);
  }

  /** The name without its collection and without history. */
  private static String plain(String carrier) {
    String name = carrier.substring(carrier.lastIndexOf('.') + 1);
    return switch (name) {
      case "paramiko", "paramiko_ssh", "smart" -> "ssh";
      default -> name;
    };
  }

  @Override
  public void close() {
    carriers.values().forEach(Once::close);
  }

  /** A connector that may never be needed. */
  private static final class Once {
    private final Supplier<Connector> supplier;
    private volatile boolean made;

    Once(Supplier<Connector> supplier) {
      this.supplier = Suppliers.memoize(supplier::get);
    }

    Connector connector() {
      made = true;
      return supplier.get();
    }

    void close() {
      if (made) {
        supplier.get().close();
      }
    }
  }
}
