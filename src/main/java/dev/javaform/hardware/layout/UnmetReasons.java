package dev.javaform.hardware.layout;

import dev.javaform.hardware.processor.Processors;
import java.util.List;

/** Why a machine cannot meet a wish, and what can be done. */
final class UnmetReasons {

  private UnmetReasons() {}

  /** Refuses what no choice of groups could mend. */
  static void require(Processors processors, CpuWish wish, Offers offers) {
    int all = processors.cores().size();
    int eligible = offers.eligible().size();
    if (all == 0) {
      throw new UnmetWish(UNKNOWN);
    }
    if (wish.reserve() < 0 || wish.cores().filter(cores -> cores < 1).isPresent()) {
      throw new UnmetWish(NEGATIVE.formatted(wish.cores().orElse(1), wish.reserve()));
    }
    if (wish.reserve() >= all) {
      throw new UnmetWish(NOTHING_LEFT.formatted(cores(all), cores(wish.reserve())));
    }
    if (wish.cores().filter(cores -> cores > eligible).isPresent()) {
      throw new UnmetWish(
          (processors.isHybrid() ? FEW_FAST : FEW)
              .formatted(cores(wish.cores().orElseThrow()), cores(eligible), eligible));
    }
  }

  /** No group has that many cores. */
  static UnmetWish noGroup(Processors processors, CpuWish wish, List<Offer> best) {
    int largest = best.stream().mapToInt(Offer::size).max().orElse(0);
    int wanted = wish.cores().orElse(1);
    return wanted <= largest
        ? tooMany(processors, wish, best)
        : new UnmetWish(NO_GROUP.formatted(cores(wanted), cores(largest), largest));
  }

  /** With what the host keeps, there are not enough. */
  static UnmetWish tooMany(Processors processors, CpuWish wish, List<Offer> best) {
    int all = best.stream().mapToInt(Offer::size).sum();
    int others = processors.cores().size() - all;
    int left = all - Math.max(0, wish.reserve() - others);
    return new UnmetWish(
        TOO_MANY.formatted(cores(wish.cores().orElse(1)), cores(wish.reserve()), cores(left)));
  }

  static String cores(int number) {
    return number == 1 ? "1 core" : number + " cores";
  }

  private static final String UNKNOWN =
      "Which CPUs are threads of one core is unknown: nothing was read below"
          + " /sys/devices/system/cpu/cpu*/topology. A text of lscpu does not tell; take the facts"
          + " of the machine itself.";
  private static final String NEGATIVE =
      "A guest needs at least 1 core, and the host cannot keep less than 0 (asked for: %d for the"
          + " guest, %d for the host).";
  private static final String NOTHING_LEFT =
      "This machine has %s online, and the host is to keep %s: nothing is left for a guest. Let the"
          + " host keep fewer (0 is allowed).";
  private static final String FEW =
      "The guest is to get %s, but this machine has %s online. Ask for %d or fewer.";
  private static final String FEW_FAST =
      "The guest is to get %s, but this processor has %s of the fast kind; the others stay with the"
          + " host, for a guest cannot tell them apart. Ask for %d or fewer.";
  private static final String NO_GROUP =
      "The guest is to get %s, but no group that shares a cache has more than %s. Ask for %d or"
          + " fewer, or allow the guest to span several groups.";
  private static final String TOO_MANY =
      "The guest is to get %s and the host keeps %s: only %s can be given. Ask for fewer, or let"
          + " the host keep fewer.";
}
