package dev.javaform.hardware.preflight;

import java.util.function.Consumer;

/** Whether there is enough of everything: memory and cores. */
final class CapacityRules {

  private static final long KIB_IN_GIB = 1L << 20;
  private static final long HOST_GIB = 4;
  private static final long TENTH = 10;

  private final Case at;

  CapacityRules(Case at) {
    this.at = at;
  }

  void tell(Consumer<Finding> to) {
    at.intent().guestGib().ifPresent(gib -> memory(gib, to));
    int cores = at.processors().cores().size();
    if (cores == 1 || cores == 2) {
      to.accept(
          new Finding(
              Rule.FEW_CORES,
              "There %s %d %s."
                  .formatted(cores == 1 ? "is" : "are", cores, cores == 1 ? "core" : "cores"),
              cores == 1
                  ? "Nothing is left to pin a guest to: it runs wherever the host does, and"
                      + " stutters."
                  : "A guest and its emulator share what there is: expect stutter."));
    }
  }

  private void memory(long gib, Consumer<Finding> to) {
    at.machine()
        .memory()
        .totalKib()
        .filter(total -> gib * KIB_IN_GIB + reserve(total) > total)
        .map(total -> tooMuch(gib, total))
        .ifPresent(to);
  }

  private static long reserve(long totalKib) {
    return Math.max(HOST_GIB * KIB_IN_GIB, totalKib / TENTH);
  }

  private static Finding tooMuch(long gib, long total) {
    long most = Math.max(0, (total - reserve(total)) / KIB_IN_GIB);
    return new Finding(
        Rule.GUEST_MEMORY,
        "The host has %d MiB, the guest wants %d GiB, and 4 GiB or a tenth stay with the host."
            .formatted(total >> 10, gib),
        most == 0
            ? "Put more memory in."
            : "Reduce guest_memory_gib to %d or less.".formatted(most));
  }
}
