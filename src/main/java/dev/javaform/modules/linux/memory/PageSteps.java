package dev.javaform.modules.linux.memory;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.SeenFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps to the huge pages that are wanted, and what they returned. */
record PageSteps(PageTask task, PagePools seen, PageWish wish) {

  /** Memory that is scattered is put together once, then the kernel is asked again. */
  private static final String TAKE =
      """
      take() {
        counter=$1 wanted=$2 note=$3 meminfo=$4
        echo "$wanted" > "$counter" || exit 1
        if [ "$(cat "$counter")" -lt "$wanted" ]; then
          sync
          echo 3 > /proc/sys/vm/drop_caches
          echo 1 > /proc/sys/vm/compact_memory
          echo "$wanted" > "$counter"
        fi
        got=$(cat "$counter")
        mkdir -p "${note%/*}" &&
        echo "$wanted $got $(sed -n 's/^.*MemFree: *\\([0-9]*\\).*/\\1/p' "$meminfo")" > "$note"
        echo "$counter $got"
      }
      """;

  /** First the files that ask for pages, then the pages; a file that goes does so after them. */
  List<Step> all(PagePools then) {
    List<Step> steps = new ArrayList<>();
    then.files().values().stream()
        .filter(file -> !file.equals(seen.files().get(file.path())))
        .forEach(file -> addFile(file, steps));
    if (!wish.changes().isEmpty()) {
      steps.add(take());
    }
    seen.files().keySet().stream()
        .filter(path -> !then.files().containsKey(path))
        .forEach(path -> steps.add(OwnFile.remove(path)));
    if (then.noticed() && !seen.noticed()) {
      String daemon = seen.around().daemon() + ".service";
      steps.add(
          new Step.Run(
              "have libvirt notice the hook; guests go on running",
              Script.sh("systemctl try-restart {}", daemon)));
    }
    return steps;
  }

  private void addFile(OwnFile file, List<Step> steps) {
    if (file.path().startsWith(PagePools.HOOKS)) {
      steps.add(OwnFile.directory(PagePools.HOOKS));
    }
    SeenFile now = seen.around().seen().getOrDefault(file.path(), SeenFile.ABSENT);
    String purpose = "ask for them at each " + (file.mode().isPresent() ? "start" : "boot");
    steps.add(file.put(purpose, now));
  }

  private Step take() {
    Script.Sh script = Script.sh(TAKE);
    for (Map.Entry<String, Long> each : wish.changes().entrySet()) {
      String base = each.getKey();
      boolean node = PagePool.number(base).isPresent();
      script =
          script.then(
              Script.sh(
                  "take {} {} {} {}",
                  PagePool.counter(base, task.kib()),
                  each.getValue(),
                  "/run/javaform/hugepages-" + task.size() + PagePool.suffix(base),
                  node ? base + "/meminfo" : "/proc/meminfo"));
    }
    return new Step.Run(purpose(), script.within(Duration.ofMinutes(10)));
  }

  private String purpose() {
    return task.mode() == PageMode.STATIC
        ? "reserve %d pages of %s".formatted(task.wanted(), task.size())
        : "give pages of %s back".formatted(task.size());
  }

  Returns returns() {
    Returns known = Returns.of(values(ImmutableMap.of()));
    return wish.changes().isEmpty()
        ? known
        : known.learning(
            List.of("pages", "partial", "reboot_required", "nodes"),
            outputs -> values(got(outputs)));
  }

  /** What the kernel gave, by the file of its count. */
  private static ImmutableMap<String, Long> got(List<Output> outputs) {
    Map<String, Long> got = new LinkedHashMap<>();
    for (Output output : outputs) {
      for (String line : output.lines()) {
        List<String> words = Splitter.on(' ').splitToList(line);
        Long count = words.size() == 2 ? Longs.tryParse(words.get(1)) : null;
        if (count != null) {
          got.put(words.get(0), count);
        }
      }
    }
    return ImmutableMap.copyOf(got);
  }

  private ImmutableMap<String, Object> values(Map<String, Long> got) {
    boolean reserves = task.mode() == PageMode.STATIC;
    ImmutableMap<String, Long> wanted = reserves ? wish.shares() : ImmutableMap.of();
    ImmutableMap<String, Long> pages =
        task.places().stream().collect(toImmutableMap(base -> base, base -> pages(base, got)));
    boolean partial =
        wanted.entrySet().stream()
            .anyMatch(each -> pages.getOrDefault(each.getKey(), 0L) < each.getValue());
    return ImmutableMap.of(
        "wanted",
        task.mode().reserves() ? task.wanted() : 0L,
        "pages",
        pages.values().stream().mapToLong(Long::longValue).sum(),
        "partial",
        partial,
        "reboot_required",
        partial,
        "nodes",
        nodes(wanted, pages));
  }

  private long pages(String base, Map<String, Long> got) {
    long now = seen.around().pool(base).pages();
    long planned = wish.changes().getOrDefault(base, now);
    return got.getOrDefault(PagePool.counter(base, task.kib()), planned);
  }

  private static ImmutableMap<String, Object> nodes(
      Map<String, Long> wanted, Map<String, Long> pages) {
    Map<String, Object> nodes = new LinkedHashMap<>();
    pages.forEach(
        (base, count) ->
            PagePool.number(base)
                .ifPresent(
                    node ->
                        nodes.put(
                            node.toString(),
                            ImmutableMap.of(
                                "wanted", wanted.getOrDefault(base, 0L), "pages", count))));
    return ImmutableMap.copyOf(nodes);
  }
}
