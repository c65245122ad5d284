package dev.javaform.engine;

import com.google.common.base.Suppliers;
import dev.javaform.source.Mark;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the hosts that an entry of a play failed on, and tells and counts how it ended there.
 */
final class FailedHosts {

  private final Supplier<TaskEvents> events;
  private final boolean rescued;
  private final Set<HostState> hosts = new LinkedHashSet<>();

  /**
   * @param events asked for when there is something to tell
   * @param context where the entry stands
   */
  FailedHosts(Supplier<TaskEvents> events, TaskContext context) {
    this.events = Suppliers.memoize(events::get);
    this.rescued = context.rescued();
  }

  /**
   * It ended on a host.
   *
   * @param hidden whether nothing of the result may be shown
   */
  void ended(HostState host, RawResult result, boolean hidden) {
    events.get().on(host).ended(result, hidden);
    host.count(result, false, rescued);
    if (result.outcome().isFailure()) {
      hosts.add(host);
    }
  }

  /** It ended on a host with something thrown. */
  void ended(HostState host, Mark mark, Throwable thrown, boolean hidden) {
    ended(host, new Edge(host, mark).result(thrown), hidden);
  }

  /** It failed on hosts where that is told already. */
  void add(Collection<HostState> more) {
    hosts.addAll(more);
  }

  boolean contains(HostState host) {
    return hosts.contains(host);
  }

  Set<HostState> hosts() {
    return hosts;
  }
}
