package dev.javaform.report;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Passes a run on in an order that does not depend on how fast hosts are: what they tell of one
 * task comes in the order of the inventory, one host after the other. Nothing is held back longer
 * than the task takes. Safe for use by many threads.
 */
public final class HostOrder implements Listener {

  private final Listener next;
  private final ListMultimap<String, Event> held = ArrayListMultimap.create();
  private final SequencedSet<String> awaited = new LinkedHashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, Integer> places = new HashMap<>();

  public HostOrder(Listener next) {
    this.next = next;
  }

  @Override
  public boolean wantsAllChanges() {
    return next.wantsAllChanges();
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.ItemEnded(_, _, var host, _, _, _, _, _, _) -> hold(host, event);
      case Event.Retrying(_, _, var host, _, _, _) -> hold(host, event);
      case Event.Exchanged(_, _, var host, _, _, _, _) -> hold(host, event);
      case Event.TaskEnded(_, _, var host, _, _, _, _, _, _) -> {
        ended.add(host);
        hold(host, event);
      }
      case Event.Warned warned -> hold(warned.host().orElse(""), event);
      case Event.PlayStarted(_, _, _, var hosts) -> {
        pass(event);
        places.clear();
        hosts.forEach(host -> places.put(host, places.size()));
      }
      case Event.TaskStarted(_, _, var hosts) -> {
        pass(event);
        await(hosts);
      }
      case Event.PlaySkipped _,
          Event.NobodyLeft _,
          Event.HostFailed _,
          Event.Included _,
          Event.Interrupted _,
          Event.RunEnded _ ->
          pass(event);
    }
  }

  private void await(List<String> hosts) {
    ended.clear();
    hosts.stream().sorted(Comparator.comparing(places::get)).forEach(awaited::add);
  }

  /** Whatever is held is older. */
  private void pass(Event event) {
    while (!awaited.isEmpty()) {
      tell(awaited.removeFirst());
    }
    next.accept(event);
  }

  private void hold(String host, Event event) {
    if (!awaited.contains(host)) {
      next.accept(event);
      return;
    }
    held.put(host, event);
    while (!awaited.isEmpty() && ended.contains(awaited.getFirst())) {
      tell(awaited.removeFirst());
    }
    if (!awaited.isEmpty()) {
      tell(awaited.getFirst());
    }
  }

  private void tell(String host) {
    held.removeAll(host).forEach(next);
  }
}
