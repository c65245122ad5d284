package dev.javaform.hardware.owner;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The interfaces of the default route and of the session, through bridges, bonds and VLANs to the
 * devices at the bottom.
 */
final class NetworkUses {

  private static final String FOLDER = "sys/class/net/";
  private static final String ANYWHERE = "00000000";
  private static final String ANYWHERE6 = "00000000000000000000000000000000";
  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  private final HostTree tree;

  NetworkUses(HostTree tree) {
    this.tree = tree;
  }

  ImmutableList<PlacedUse> all() {
    return Stream.concat(
            session()
                .flatMap(this::carriers)
                .distinct()
                .flatMap(name -> uses(name, Use.Kind.SESSION, "carries this session")),
            routes()
                .flatMap(name -> hasHardware(name) ? Stream.of(name) : hardware())
                .distinct()
                .flatMap(name -> uses(name, Use.Kind.ROUTE, "is the way to the network")))
        .collect(toImmutableList());
  }

  /** By any of the interfaces, where something that the host cannot do without is elsewhere. */
  ImmutableList<PlacedUse> carrying(Collection<String> remote) {
    return remote.stream()
        .map(target -> "may be the way to " + target + ", which is on another machine")
        .flatMap(reason -> hardware().flatMap(name -> uses(name, Use.Kind.SYSTEM_DISK, reason)))
        .collect(toImmutableList());
  }

  private Stream<String> hardware() {
    return tree.names("sys/class/net").stream().filter(this::isHardware);
  }

  private boolean hasHardware(String name) {
    return below(name).stream().anyMatch(this::isHardware);
  }

  private boolean isHardware(String name) {
    return tree.link(FOLDER + name).filter(path -> !path.contains("/virtual/")).isPresent();
  }

  private Stream<PlacedUse> uses(String top, Use.Kind kind, String reason) {
    return below(top).stream()
        .flatMap(
            name ->
                tree.link(FOLDER + name).stream()
                    .map(path -> new PlacedUse(new Use(kind, name, reason), path)));
  }

  /**
   * The interface itself where there is hardware below it. What goes through a tunnel, or a switch
   * that is software, leaves by the default route, or else by any interface.
   */
  private Stream<String> carriers(String name) {
    if (name.equals("lo") || hasHardware(name)) {
      return Stream.of(name);
    }
    ImmutableList<String> routes = routes().filter(this::hasHardware).collect(toImmutableList());
    return routes.isEmpty() ? hardware() : routes.stream();
  }

  private ImmutableSet<String> below(String top) {
    Deque<String> open = new ArrayDeque<>(List.of(top));
    Set<String> found = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (found.add(name)) {
        tree.names(FOLDER + name).stream()
            .filter(each -> each.startsWith("lower_"))
            .forEach(each -> open.add(each.substring("lower_".length())));
        open.addAll(tree.names(FOLDER + name + "/brif"));
      }
    }
    return ImmutableSet.copyOf(found);
  }

  /** The interface with the address that the client connected to, SSH_CONNECTION of ssh(1). */
  private Stream<String> session() {
    return tree.value("commands/session").stream()
        .map(BLANKS::splitToList)
        .filter(words -> words.size() == 4)
        .map(words -> words.get(2))
        .flatMap(address -> interfaces(address));
  }

  private Stream<String> interfaces(String address) {
    int zone = address.indexOf('%');
    if (zone > 0) {
      return Stream.of(address.substring(zone + 1));
    }
    String plain = address.replaceFirst("^::ffff:(?=\\d+\\.)", "");
    return tree.lines("commands/addresses").stream()
        .map(BLANKS::splitToList)
        .filter(words -> words.size() > 3 && words.get(3).replaceFirst("/.*", "").equals(plain))
        .map(words -> words.get(1).replaceFirst("@.*", ""))
        .distinct();
  }

  private Stream<String> routes() {
    return Stream.concat(
            words("proc/net/route")
                .filter(words -> words.size() > 1 && words.get(1).equals(ANYWHERE))
                .map(List::getFirst),
            words("proc/net/ipv6_route")
                .filter(words -> words.size() > 9)
                .filter(words -> words.get(0).equals(ANYWHERE6) && words.get(1).equals("00"))
                .map(List::getLast))
        .filter(name -> !name.equals("lo"))
        .distinct();
  }

  private Stream<List<String>> words(String path) {
    return tree.lines(path).stream().map(BLANKS::splitToList);
  }
}
