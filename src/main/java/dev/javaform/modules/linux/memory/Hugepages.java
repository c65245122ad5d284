package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Memory reserved in huge pages for guests, now and at each boot. The count is written to the file
 * of its page size, never to {@code vm.nr_hugepages}, which counts pages of whatever size is the
 * default.
 *
 * <p>Where the memory is too scattered, fewer pages come than were wished: the task says {@code
 * partial} with what it got, and {@code reboot_required}, for early in boot they come. Pages of 1G
 * come reliably only from the kernel's command line (grub_cmdline).
 *
 * @see <a href="https://docs.kernel.org/admin-guide/mm/hugetlbpage.html">HugeTLB pages</a>
 */
@Name("javaform.host.hugepages")
@Manual(
    summary = "Reserves memory in huge pages for guests, now and at each boot.",
    example =
        """
        - name: Reserve the guest's memory
          hugepages:
            memory: 16G
        """,
    returns = {
      "wanted: How many pages were asked for.",
      "pages: How many there are.",
      "partial: Whether memory was too scattered for all of them.",
      "reboot_required: Whether the rest can only be reserved early during boot."
    })
public record Hugepages(
    @Argument(value = "The size of a page: 2M or 1G.", preset = "2M") String size,
    @Argument("How many pages; give this or memory.") Optional<Integer> pages,
    @Argument(
            "How much memory to reserve, rounded up to whole pages: the guest's memory, such as"
                + " 64G.")
        Optional<String> memory,
    @Argument("The NUMA node to take them from; by default the kernel spreads them.")
        Optional<Integer> node,
    @Argument(
            "How much memory to leave to the host at least; by default 4G or a tenth, whichever"
                + " is more.")
        Optional<String> keep)
    implements Module<PagePool> {

  private static final long LEAST_KIB = 4L << 20;

  public Hugepages {
    if (!size.equals("2M") && !size.equals("1G")) {
      throw new IllegalArgumentException("size is \"%s\"; it must be 2M or 1G.".formatted(size));
    }
    if (pages.isPresent() == memory.isPresent()) {
      throw new IllegalArgumentException("hugepages needs either pages or memory.");
    }
    if (pages.orElse(0) < 0 || node.orElse(0) < 0) {
      throw new IllegalArgumentException("pages and node cannot be negative.");
    }
    memory.ifPresent(Size::of);
    keep.ifPresent(Size::of);
  }

  private long kib() {
    return Size.of(size).kib();
  }

  private long wanted() {
    return memory
        .map(text -> (Size.of(text).kib() + kib() - 1) / kib())
        .orElseGet(() -> (long) pages.orElse(0));
  }

  private String pool() {
    return node.map(number -> "/sys/devices/system/node/node" + number).orElse("/sys/kernel/mm");
  }

  private String counter() {
    return pool() + "/hugepages/hugepages-" + kib() + "kB/nr_hugepages";
  }

  private String suffix() {
    return size + node.map(number -> "-node" + number).orElse("");
  }

  private String config() {
    return "/etc/tmpfiles.d/javaform-hugepages-" + suffix() + ".conf";
  }

  private String attempt() {
    return "/run/javaform/hugepages-" + suffix();
  }

  @Override
  public Probe<PagePool> observe() {
    return new PageProbe(kib(), pool(), config(), attempt()).probe();
  }

  @Override
  public Plan<PagePool> decide(PagePool seen) {
    requirePossible(seen);
    List<Step> steps = new ArrayList<>();
    String text =
        "# Written by the module hugepages.\nw %s - - - - %d\n".formatted(counter(), wanted());
    if (!text.equals(seen.config())) {
      SeenFile file = SeenFile.written(seen.config());
      steps.add(file.put("ask for them at each boot", config(), text, Optional.empty()));
    }
    boolean partial = seen.pages() != wanted() && isInVain(seen);
    if (seen.pages() != wanted() && !partial) {
      requireWritable(seen);
      steps.add(take());
    }
    PagePool then = new PagePool(partial ? seen.pages() : wanted(), config(), text, seen.host());
    Plan<PagePool> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(seen, partial)).returning(returns(seen, partial, steps));
  }

  /** A try of this boot got what is there now, and not enough memory has become free since. */
  private boolean isInVain(PagePool seen) {
    long missing = (wanted() - seen.pages()) * kib();
    return seen.host()
        .tried()
        .filter(tried -> tried.wanted() == wanted() && tried.got() == seen.pages())
        .filter(tried -> seen.host().free().kib() - tried.free().kib() < missing)
        .isPresent();
  }

  private void requirePossible(PagePool seen) {
    PagePool.Host host = seen.host();
    if (!host.supported()) {
      throw new ModuleFailure(
          "%s does not exist on this host: its CPU or kernel has no pages of %s%s."
              .formatted(
                  counter(), size, node.map(n -> ", or there is no NUMA node " + n).orElse("")));
    }
    Size kept =
        keep.map(Size::of).orElseGet(() -> new Size(Math.max(LEAST_KIB, host.total().kib() / 10)));
    long left = host.total().kib() - host.others().kib() - wanted() * kib();
    if (wanted() > seen.pages() && left < kept.kib()) {
      throw new ModuleFailure(
          ("%d pages of %s are %s of this host's %s (other huge pages take %s): less than %s would"
                  + " be left to the host, and it would run out of memory. Ask for less, or set keep.")
              .formatted(
                  wanted(), size, new Size(wanted() * kib()), host.total(), host.others(), kept));
    }
    if (wanted() < host.used()) {
      throw new ModuleFailure(
          ("%d pages of %s are in use by a running guest, so they cannot be reduced to %d. Shut the"
                  + " guest down first.")
              .formatted(host.used(), size, wanted()));
    }
  }

  private void requireWritable(PagePool seen) {
    if (!seen.host().writable()) {
      throw new ModuleFailure(
          counter()
              + " cannot be written: only root may, and a container shares it with the machine"
              + " that it runs on.");
    }
  }

  /** Memory that is scattered is put together once, then the kernel is asked again. */
  private Step take() {
    return new Step.Run(
        "reserve %d pages of %s".formatted(wanted(), size),
        Script.sh(
                """
                counter={} wanted={} note={}
                echo "$wanted" > "$counter" || exit 1
                if [ "$(cat "$counter")" -lt "$wanted" ]; then
                  sync
                  echo 3 > /proc/sys/vm/drop_caches
                  echo 1 > /proc/sys/vm/compact_memory
                  echo "$wanted" > "$counter"
                fi
                got=$(cat "$counter")
                mkdir -p "${note%/*}" &&
                echo "$wanted $got $(sed -n 's/^.*MemFree: *\\([0-9]*\\).*/\\1/p' {})" > "$note"
                echo "$got"
                """,
                counter(),
                wanted(),
                attempt(),
                node.map(n -> pool() + "/meminfo").orElse("/proc/meminfo"))
            .within(Duration.ofMinutes(10)));
  }

  private List<String> warnings(PagePool seen, boolean partial) {
    List<String> warnings = new ArrayList<>();
    if (partial) {
      warnings.add(
          "Only %d of %d pages of %s could be had: the free memory is too scattered. %s"
              .formatted(seen.pages(), wanted(), size, remedy()));
    }
    if (!seen.host().owners().isEmpty()) {
      warnings.add(
          "vm.nr_hugepages is set in %s as well: it counts pages of the default size and works against this task. Remove it."
              .formatted(String.join(", ", seen.host().owners())));
    }
    return warnings;
  }

  /** Where a page is that large, only the kernel itself finds the memory, before anything runs. */
  private String remedy() {
    return size.equals("1G")
        ? "Give them on the kernel's command line (grub_cmdline): hugepagesz=1G hugepages=%s%d. Then reboot."
            .formatted(node.map(number -> number + ":").orElse(""), wanted())
        : "They are reserved early during boot: reboot.";
  }

  private Returns returns(PagePool seen, boolean partial, List<Step> steps) {
    Returns known =
        Returns.of(
            ImmutableMap.of(
                "wanted",
                wanted(),
                "pages",
                partial ? seen.pages() : wanted(),
                "partial",
                partial,
                "reboot_required",
                partial));
    return steps.isEmpty() || partial
        ? known
        : known.learning(List.of("pages", "partial", "reboot_required"), this::learned);
  }

  private Map<String, Object> learned(List<Output> outputs) {
    String got = outputs.getLast().stdout().strip();
    if (!got.matches("\\d+")) {
      return ImmutableMap.of();
    }
    boolean partial = Long.parseLong(got) < wanted();
    return ImmutableMap.of(
        "pages", Long.parseLong(got), "partial", partial, "reboot_required", partial);
  }
}
