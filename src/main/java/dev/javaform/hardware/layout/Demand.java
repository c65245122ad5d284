package dev.javaform.hardware.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparingInt;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Processors;
import java.util.List;

/**
 * From which groups the cores of a guest come.
 *
 * @param groups the groups, the best first
 * @param kept the cores of these groups that the host keeps
 * @param cores how many cores the guest gets of the others
 */
record Demand(ImmutableList<Offer> groups, ImmutableList<Core> kept, int cores) {

  static Demand of(Processors processors, CpuWish wish, Offers offers) {
    UnmetReasons.require(processors, wish, offers);
    ImmutableList<Offer> best = offers.best();
    return wish.span() ? spanning(processors, wish, offers, best) : single(processors, wish, best);
  }

  /** The best group that is large enough. */
  private static Demand single(Processors processors, CpuWish wish, List<Offer> best) {
    return best.stream()
        .map(group -> of(processors, wish, ImmutableList.of(group)))
        .filter(demand -> demand.cores() >= wish.cores().orElse(1))
        .findFirst()
        .map(demand -> demand.limitedTo(processors, wish))
        .orElseThrow(() -> UnmetReasons.noGroup(processors, wish, best));
  }

  /**
   * As few of the best groups as are enough; all, or all near the card, where no number is given.
   */
  private static Demand spanning(
      Processors processors, CpuWish wish, Offers offers, ImmutableList<Offer> best) {
    if (wish.cores().isEmpty()) {
      ImmutableList<Offer> near =
          best.stream().filter(offers::isNearCard).collect(toImmutableList());
      boolean nearOnly = wish.policy() == Policy.GPU_NODE && !near.isEmpty();
      return of(processors, wish, nearOnly ? near : best);
    }
    for (int count = 1; count <= best.size(); count++) {
      Demand demand = of(processors, wish, best.subList(0, count));
      if (demand.cores() >= wish.cores().orElseThrow()) {
        return demand.limitedTo(processors, wish);
      }
    }
    throw UnmetReasons.tooMany(processors, wish, best);
  }

  /** All that these groups can give: the host keeps cores of them where it has too few others. */
  private static Demand of(Processors processors, CpuWish wish, ImmutableList<Offer> groups) {
    int all = groups.stream().mapToInt(Offer::size).sum();
    int missing = Math.max(0, wish.reserve() - (processors.cores().size() - all));
    ImmutableList<Core> kept =
        groups.stream()
            .flatMap(group -> group.cores().stream())
            .sorted(comparingInt(Core::first))
            .limit(missing)
            .collect(toImmutableList());
    return new Demand(groups, kept, all - kept.size());
  }

  /** No more than was asked for; what is left over is the host's, the boot CPU first of all. */
  private Demand limitedTo(Processors processors, CpuWish wish) {
    int wanted = wish.cores().orElse(cores);
    boolean spare = wanted < cores && wish.reserve() > 0 && kept.isEmpty();
    return new Demand(groups, spare ? bootCore(processors) : kept, wanted);
  }

  private ImmutableList<Core> bootCore(Processors processors) {
    int boot = processors.online().numbers().first();
    return groups.stream()
        .flatMap(group -> group.cores().stream())
        .filter(core -> core.cpus().contains(boot))
        .collect(toImmutableList());
  }
}
