package dev.javaform.modules.linux.memory;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Memory in huge pages for guests: reserved now and at each boot, or when a guest starts. The count
 * is written to the file of its page size, never to {@code vm.nr_hugepages}, which counts pages of
 * whatever size is the default.
 *
 * <p>Where the memory is too scattered, fewer pages come than were wished: the task says {@code
 * partial} with what it got, and {@code reboot_required}, for early in boot they come. Pages of 1G
 * come reliably only from the kernel's command line (grub_cmdline).
 *
 * <p>A host has one mode for a size of pages: what another mode of this module left is taken back.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/mm/hugetlbpage.html">HugeTLB pages</a>
 */
@Name("javaform.host.hugepages")
@Manual(
    summary = "Reserves memory in huge pages for guests, at boot or when one starts.",
    example =
        """
        - name: Reserve the guest's memory on the node of its card
          hugepages:
            memory: 16G
            nodes: [0]
        - name: Or only while the guest runs
          hugepages:
            mode: on_start
            guest: win11
            memory: 16G
        """,
    returns = {
      "wanted: How many pages were asked for.",
      "pages: How many there are at the places that they were asked of.",
      "partial: Whether memory was too scattered for all of them.",
      "reboot_required: Whether the rest can only be reserved early during boot.",
      "nodes: Where nodes were named, wanted and pages of each, by its number."
    },
    restsOn = {
      "vm.nr_hugepages counts pages of the default size, so each size has a file of its "
          + "own in /sys/kernel/mm/hugepages (kernel, admin-guide/mm/hugetlbpage).",
      "Pages of 1G can be had for certain only on the kernel's command line (kernel, "
          + "admin-guide/mm/hugetlbpage).",
      "Where memory is too scattered the kernel reserves fewer pages than were written, "
          + "and says so only when the file is read again (kernel, admin-guide/mm/hugetlbpage)."
    })
public record Hugepages(
    @Argument(value = "The size of a page: 2M or 1G.", preset = "2M") String size,
    @Argument("How many pages; give this or memory for the modes static and on_start.")
        Optional<Integer> pages,
    @Argument(
            "How much memory to reserve, rounded up to whole pages: the guest's memory, such as"
                + " 64G.")
        Optional<String> memory,
    @Argument("The NUMA node to take them from; by default the kernel spreads them.")
        Optional<Integer> node,
    @Argument(
            value = "The NUMA nodes to take them from, as much of each; others are left without.",
            preset = "[]")
        ImmutableList<String> nodes,
    @Argument(
            value =
                "static reserves them now and at each boot; on_start has libvirt add them when"
                    + " the guest starts and take them away when it has ended; thp and none take"
                    + " back what this module set, thp for a guest in transparent huge pages.",
            preset = "static")
        PageMode mode,
    @Argument("The guest of the mode on_start.") Optional<String> guest,
    @Argument(
            "How much memory to leave to the host at least; by default 4G or a tenth, whichever"
                + " is more.")
        Optional<String> keep)
    implements Module<PagePools> {

  public Hugepages {
    if (!size.equals("2M") && !size.equals("1G")) {
      throw new IllegalArgumentException("size is \"%s\"; it must be 2M or 1G.".formatted(size));
    }
    if ((pages.isPresent() && memory.isPresent())
        || (mode.reserves() && pages.isEmpty() && memory.isEmpty())) {
      throw new IllegalArgumentException("hugepages needs either pages or memory.");
    }
    if (pages.orElse(0) < 0 || node.orElse(0) < 0) {
      throw new IllegalArgumentException("pages and node cannot be negative.");
    }
    if (node.isPresent() && !nodes.isEmpty()) {
      throw new IllegalArgumentException("hugepages takes node or nodes, not both.");
    }
    nodes.stream()
        .filter(each -> !each.matches("\\d{1,4}"))
        .findFirst()
        .ifPresent(Hugepages::noNode);
    if (mode == PageMode.ON_START && guest.isEmpty()) {
      throw new IllegalArgumentException("The mode on_start needs the guest's name: guest.");
    }
    if (!guest.orElse("guest").matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*")) {
      throw new IllegalArgumentException(
          "\"%s\" is not a name of a guest that can be part of a file's name: letters, digits and _ . + - only."
              .formatted(guest.orElseThrow()));
    }
    memory.ifPresent(Size::of);
    keep.ifPresent(Size::of);
  }

  private static void noNode(String text) {
    throw new IllegalArgumentException("\"%s\" is not the number of a NUMA node.".formatted(text));
  }

  private PageTask task() {
    return new PageTask(size, mode, wanted(), places(), node.isPresent(), guest, keep);
  }

  private long wanted() {
    long kib = Size.of(size).kib();
    return memory
        .map(text -> (Size.of(text).kib() + kib - 1) / kib)
        .orElseGet(() -> (long) pages.orElse(0));
  }

  private ImmutableList<String> places() {
    if (node.isPresent()) {
      return ImmutableList.of(PagePool.node(node.get()));
    }
    return nodes.isEmpty()
        ? ImmutableList.of(PagePool.HOST)
        : nodes.stream()
            .distinct()
            .map(each -> PagePool.node(Integer.parseInt(each)))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Probe<PagePools> observe() {
    return new PageProbe(size).probe();
  }

  @Override
  public Plan<PagePools> decide(PagePools seen) {
    PageTask task = task();
    PageWish wish = new PageWish(task, seen);
    new PageLimits(task, seen, wish).check();
    PageSteps steps = new PageSteps(task, seen, wish);
    PagePools then = then(seen, wish);
    Plan<PagePools> plan =
        then.equals(seen) ? Plan.keep(seen) : Plan.move(seen, then, steps.all(then));
    return plan.warning(warnings(seen, wish)).returning(steps.returns());
  }

  private PagePools then(PagePools seen, PageWish wish) {
    Map<String, Long> pages = new TreeMap<>(seen.pages());
    wish.changes().forEach((base, count) -> pages.put(PagePool.place(base), count));
    var pools =
        seen.around().pools().values().stream()
            .map(
                pool ->
                    wish.changes().containsKey(pool.base())
                        ? pool.having(wish.changes().get(pool.base()))
                        : pool)
            .collect(toImmutableMap(PagePool::base, pool -> pool));
    return new PagePools(
        ImmutableSortedMap.copyOf(pages),
        wish.files(),
        seen.noticed() || mode == PageMode.ON_START,
        seen.around().with(pools));
  }

  private List<String> warnings(PagePools seen, PageWish wish) {
    List<String> warnings = new ArrayList<>();
    wish.counts().keySet().stream()
        .filter(wish::isPartial)
        .forEach(base -> warnings.add(partial(seen.around().pool(base), wish.wanted(base))));
    if (!seen.around().owners().isEmpty()) {
      warnings.add(
          "vm.nr_hugepages is set in %s as well: it counts pages of the default size and works against this task. Remove it."
              .formatted(String.join(", ", seen.around().owners())));
    }
    if (mode == PageMode.THP && !seen.around().transparent()) {
      warnings.add(
          "This kernel gives out no transparent huge pages (never), so the guest's memory would lie"
              + " in small pages. Use the module thp: enabled: madvise.");
    }
    return warnings;
  }

  private String partial(PagePool pool, long wanted) {
    String where = PagePool.number(pool.base()).map(" on node %d"::formatted).orElse("");
    return "Only %d of %d pages of %s%s could be had: the free memory is too scattered. %s"
        .formatted(pool.pages(), wanted, size, where, remedy(pool, wanted));
  }

  /** Where a page is that large, only the kernel itself finds the memory, before anything runs. */
  private String remedy(PagePool pool, long wanted) {
    String node = PagePool.number(pool.base()).map(number -> number + ":").orElse("");
    return size.equals("1G")
        ? "Give them on the kernel's command line (grub_cmdline): hugepagesz=1G hugepages=%s%d. Then reboot."
            .formatted(node, wanted)
        : "They are reserved early during boot: reboot.";
  }
}
