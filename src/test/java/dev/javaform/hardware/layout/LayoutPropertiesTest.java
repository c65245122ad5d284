package dev.javaform.hardware.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Built;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Processors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every layout of whatever machine. */
class LayoutPropertiesTest {

  @Property(tries = 400)
  void layoutsAreSound(
      @ForAll long seed, @ForAll @IntRange(max = 4) int reserve, @ForAll boolean span) {
    Processors machine = machine(new Random(seed));
    CpuWish wish = wish(new Random(seed + 1), machine, reserve, span);
    Optional<Layout> planned = plan(machine, wish);
    Assume.that(planned.isPresent());
    Layout layout = planned.orElseThrow();

    assertEquals(layout.vcpus().size(), new HashSet<>(layout.vcpus()).size(), "given twice");
    assertTrue(machine.online().containsAll(layout.guest()), "not online");
    assertEquals(layout.vcpus().size(), layout.topology().cpus());
    assertSiblingsAdjacent(machine, layout);
    long kept = machine.cores().stream().filter(core -> !layout.guest().meets(core.cpus())).count();
    assertTrue(kept >= reserve, "the host keeps too few");
    assertFalse(layout.housekeeping().isEmpty(), "every CPU is tickless");
    assertEquals(machine.online(), layout.housekeeping().or(layout.tickless()));
    assertTrue(layout.guest().containsAll(layout.tickless()));
    assertEquals(layout, Layout.of(machine, wish), "not the same again");
    wish.cores().ifPresent(cores -> assertEquals(machine.cores().size() - kept, (long) cores));
    assertHelpers(machine, layout);
  }

  private static void assertHelpers(Processors machine, Layout layout) {
    assertEquals(2, layout.ioThreads().size());
    for (CpuSet helper : List.of(layout.emulator(), layout.ioThreads().getFirst())) {
      assertFalse(helper.isEmpty());
      assertTrue(machine.online().containsAll(helper));
      assertTrue(layout.host().isEmpty() || layout.host().containsAll(helper));
    }
  }

  private static void assertSiblingsAdjacent(Processors machine, Layout layout) {
    List<Integer> rest = new ArrayList<>(layout.vcpus());
    while (!rest.isEmpty()) {
      Core core =
          machine.cores().stream()
              .filter(candidate -> candidate.cpus().contains(rest.getFirst()))
              .findFirst()
              .orElseThrow();
      int threads = core.cpus().size();
      assertEquals(core.cpus().numbers().asList(), List.copyOf(rest.subList(0, threads)));
      rest.subList(0, threads).clear();
    }
  }

  private static Optional<Layout> plan(Processors machine, CpuWish wish) {
    try {
      return Optional.of(Layout.of(machine, wish));
    } catch (UnmetWish e) {
      assertTrue(e.getMessage().endsWith("."));
      return Optional.empty();
    }
  }

  private static CpuWish wish(Random random, Processors machine, int reserve, boolean span) {
    Policy policy = random.nextBoolean() ? Policy.GPU_NODE : Policy.LARGEST_L3;
    Optional<Integer> cores =
        random.nextBoolean()
            ? Optional.of(1 + random.nextInt(machine.cores().size()))
            : Optional.empty();
    Optional<Integer> node =
        random.nextBoolean() ? Optional.of(random.nextInt(4)) : Optional.empty();
    return new CpuWish(policy, cores, reserve, span, node);
  }

  /** Packages, groups, cores and threads of any number, some CPUs offline, siblings next or far. */
  private static Processors machine(Random random) {
    int groups = 1 + random.nextInt(4);
    int cores = 1 + random.nextInt(6);
    int threads = 1 + random.nextInt(2);
    boolean far = random.nextBoolean();
    int all = groups * cores * threads;
    CpuSet online = online(random, all);
    Built machine = Built.online(online.toString());
    for (int group = 0; group < groups; group++) {
      CpuSet members = CpuSet.NONE;
      for (int core = 0; core < cores; core++) {
        CpuSet siblings = siblings(group * cores + core, groups * cores, threads, far);
        members = members.or(siblings);
        machine.cores(group / 2, siblings.toString());
      }
      if (random.nextInt(8) > 0) {
        machine.caches(3, 8192L << random.nextInt(3), members.toString());
      }
      machine.node(group, members.toString(), random.nextInt(3) == 0 ? 0 : 1 << 24, "");
    }
    return Processors.of(machine.tree());
  }

  private static CpuSet siblings(int core, int cores, int threads, boolean far) {
    CpuSet siblings = CpuSet.NONE;
    for (int thread = 0; thread < threads; thread++) {
      siblings = siblings.or(CpuSet.of(far ? core + thread * cores : core * threads + thread));
    }
    return siblings;
  }

  private static CpuSet online(Random random, int all) {
    List<Integer> online = new ArrayList<>();
    for (int cpu = 0; cpu < all; cpu++) {
      if (random.nextInt(6) > 0) {
        online.add(cpu);
      }
    }
    return online.isEmpty() ? CpuSet.of(all - 1) : CpuSet.of(online);
  }
}
