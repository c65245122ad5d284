package dev.javaform.playbook;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.source.Diagnostics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which handler a name means: of several with the same name the last one. */
final class Handlers {

  private Handlers() {}

  /** What a handler of this name may be called. */
  static ImmutableSet<String> names(String name, Keywords keywords) {
    return keywords
        .role()
        .map(role -> ImmutableSet.of(name, role.name() + " : " + name))
        .orElse(ImmutableSet.of(name));
  }

  /**
   * The handlers with every name at the last one that has it, topics at all that listen; a handler
   * that lost all its names is told and left out.
   */
  static ImmutableList<Handler> lastWins(List<Handler> handlers, Diagnostics diagnostics) {
    Map<String, Handler> owners = new HashMap<>();
    List<Handler> kept = new ArrayList<>();
    for (Handler handler : handlers.reversed()) {
      ImmutableSet<String> own = handler.own();
      ImmutableSet<String> lost = Sets.intersection(own, owners.keySet()).immutableCopy();
      ImmutableSet<String> left = Sets.difference(handler.names(), lost).immutableCopy();
      if (left.isEmpty() && !lost.isEmpty()) {
        lost(handler, requireNonNull(owners.get(lost.iterator().next())), diagnostics);
      } else {
        kept.add(new Handler(handler.task(), left));
      }
      own.forEach(name -> owners.putIfAbsent(name, handler));
    }
    return ImmutableList.copyOf(kept.reversed());
  }

  private static void lost(Handler handler, Handler winner, Diagnostics diagnostics) {
    if (!handler.task().mark().equals(winner.task().mark())) {
      diagnostics.warning(
          "Duplicate handler",
          "A later handler has the same name (%s), so this one never runs."
              .formatted(winner.task().mark()),
          handler.task().mark());
    }
  }
}
