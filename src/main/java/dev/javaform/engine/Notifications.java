package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A play's handlers and who notified them. */
final class Notifications {

  /** Reads a name that may speak of variables, as a host sees them. */
  interface Naming {
    String resolve(String name, Handler handler, HostState host);
  }

  private final List<Handler> handlers;
  private final Naming naming;

  Notifications(List<Handler> handlers, Naming naming) {
    this.handlers = new ArrayList<>(handlers);
    this.naming = naming;
  }

  /** The handlers as they are now, in the order of running. */
  ImmutableList<Handler> all() {
    return ImmutableList.copyOf(handlers);
  }

  /** Adds those of included roles, unless they are known: a role included anew brings none. */
  void add(List<Handler> more) {
    Set<Role.Identity> known =
        handlers.stream().flatMap(Notifications::role).collect(Collectors.toSet());
    more.stream()
        .filter(handler -> role(handler).noneMatch(known::contains))
        .forEach(handlers::add);
  }

  private static Stream<Role.Identity> role(Handler handler) {
    return handler.task().keywords().role().map(Role::identity).stream();
  }

  /**
   * Notes that {@code host} notified handlers or topics.
   *
   * @return the names that no handler answers to
   */
  List<String> notify(HostState host, List<String> names) {
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      List<Handler> meant = meant(name, host);
      host.notified.addAll(meant);
      if (meant.isEmpty()) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** A topic means all that listen; a name the last that has it, as roles may be included anew. */
  private List<Handler> meant(String name, HostState host) {
    List<Handler> meant = new ArrayList<>();
    boolean named = false;
    for (Handler handler : handlers.reversed()) {
      boolean own = holds(handler.own(), name, handler, host);
      if (holds(handler.names(), name, handler, host) && !(own && named)) {
        meant.add(handler);
      }
      named |= own;
    }
    return meant;
  }

  private boolean holds(Set<String> names, String wanted, Handler handler, HostState host) {
    return names.stream().anyMatch(name -> naming.resolve(name, handler, host).equals(wanted));
  }

  /** The hosts that notified {@code handler} and may run it; they have not notified it any more. */
  Set<HostState> take(Handler handler, Set<HostState> on, Predicate<HostState> may) {
    Set<HostState> notified = new LinkedHashSet<>();
    for (HostState host : on) {
      if (may.test(host) && host.notified.remove(handler)) {
        notified.add(host);
      }
    }
    return notified;
  }
}
