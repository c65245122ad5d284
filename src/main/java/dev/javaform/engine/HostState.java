package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Stats;
import dev.javaform.playbook.Handler;
import dev.javaform.template.Variable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One host during a run: what it told, what was registered for it, and how it fares. Variables may
 * be read by every thread; the rest belongs to whoever holds the lock, or to the run between tasks.
 */
final class HostState {

  /** Whether a host takes part. */
  enum Standing {
    UP,
    /** Failed and not rescued: out for the rest of the run. */
    FAILED,
    /** Not reachable: out until the error is cleared. */
    UNREACHABLE,
    /** Ended by {@code meta: end_host} or the like: out for the rest of the play. */
    ENDED
  }

  final ReentrantLock lock = new ReentrantLock();
  final Knowledge knowledge;
  final Link link = new Link();
  final Map<String, Variable> facts;
  final Map<String, Variable> setFacts;
  final Map<String, Variable> included;
  final Set<Handler> notified = ConcurrentHashMap.newKeySet();
  final AtomicBoolean reservedFactsSeen = new AtomicBoolean();
  private final String name;
  private final ImmutableMap<String, Variable> inventory;
  private volatile Standing standing = Standing.UP;
  private volatile Stats stats = Stats.NONE;
  private volatile String underWay = "";
  private volatile String left = "";
  private volatile boolean defective;

  /**
   * @param world see {@link Knowledge}
   */
  HostState(
      String name, ImmutableMap<String, Variable> inventory, HostMemory memory, AtomicLong world) {
    this.name = name;
    this.inventory = inventory;
    this.facts = memory.facts();
    this.setFacts = memory.setFacts();
    this.included = memory.included();
    this.knowledge = new Knowledge(world);
  }

  String name() {
    return name;
  }

  static ImmutableList<String> names(Collection<HostState> hosts) {
    return hosts.stream().map(HostState::name).collect(ImmutableList.toImmutableList());
  }

  /** What the inventory says of it, group and host variable files included. */
  ImmutableMap<String, Variable> inventory() {
    return inventory;
  }

  boolean isUp() {
    return standing == Standing.UP;
  }

  /** Whether it failed or cannot be reached. */
  boolean isLost() {
    return standing == Standing.FAILED || standing == Standing.UNREACHABLE;
  }

  Standing standing() {
    return standing;
  }

  void stand(Standing now) {
    standing = now;
  }

  Stats stats() {
    return stats;
  }

  void count(RawResult result, boolean ignoring, boolean willRescue) {
    boolean changed = Boolean.TRUE.equals(result.values().get("changed"));
    stats = stats.count(result.outcome(), changed, ignoring, willRescue);
  }

  /**
   * What is being done to it at this moment, for whoever ends the run meanwhile; empty: nothing.
   */
  String underWay() {
    return underWay;
  }

  void underWay(String what) {
    underWay = what;
  }

  /** What may go on there though the run was ended, in words; empty: nothing. */
  String left() {
    return left;
  }

  void leaves(String what) {
    left = what;
  }

  /** Whether work on it showed a defect of javaform. */
  boolean showedDefect() {
    return defective;
  }

  void foundDefect() {
    defective = true;
  }

  @Override
  public String toString() {
    return name;
  }
}
