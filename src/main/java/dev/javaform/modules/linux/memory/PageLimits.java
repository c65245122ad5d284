package dev.javaform.modules.linux.memory;

import dev.javaform.module.ModuleFailure;
import java.util.Map;

/** Refuses wishes for huge pages that this host cannot or must not fulfil. */
record PageLimits(PageTask task, PagePools seen, PageWish wish) {

  private static final long LEAST_KIB = 4L << 20;

  void check() {
    if (task.mode().reserves()) {
      wish.shares().keySet().forEach(this::requireSupported);
      requireShare();
      wish.shares().forEach(this::requireNodeShare);
    }
    if (task.mode() == PageMode.ON_START && !seen.around().libvirt()) {
      throw new ModuleFailure(
          "There is no /etc/libvirt on this host, so nothing would run a hook. Install libvirt"
              + " first, or use mode static.");
    }
    wish.counts().forEach(this::requireUnused);
    wish.changes().keySet().forEach(this::requireWritable);
  }

  private void requireSupported(String base) {
    if (!seen.around().pool(base).supported()) {
      throw new ModuleFailure(
          "%s does not exist on this host: its CPU or kernel has no pages of %s%s."
              .formatted(
                  PagePool.counter(base, task.kib()),
                  task.size(),
                  PagePool.number(base).map(n -> ", or there is no NUMA node " + n).orElse("")));
    }
  }

  private void requireShare() {
    PagePool host = seen.around().pool(PagePool.HOST);
    long grown = grown();
    Size kept =
        task.keep()
            .map(Size::of)
            .orElseGet(() -> new Size(Math.max(LEAST_KIB, host.total().kib() / 10)));
    long then = host.pages() + grown;
    long left = host.total().kib() - host.others().kib() - then * task.kib();
    if (grown > 0 && left < kept.kib()) {
      throw new ModuleFailure(
          ("%d pages of %s are %s of this host's %s (other huge pages take %s): less than %s would"
                  + " be left to the host, and it would run out of memory. Ask for less, or set keep.")
              .formatted(
                  then,
                  task.size(),
                  new Size(then * task.kib()),
                  host.total(),
                  host.others(),
                  kept));
    }
  }

  /** By how many pages the host's would grow, while the guest runs where they come for it alone. */
  private long grown() {
    long change = 0;
    for (Map.Entry<String, Long> each : wish.counts().entrySet()) {
      change += each.getValue() - seen.around().pool(each.getKey()).pages();
    }
    return task.mode() == PageMode.ON_START ? change + task.wanted() : change;
  }

  /** A node serves the host, too: what runs there finds no memory on it otherwise. */
  private void requireNodeShare(String base, long count) {
    PagePool node = seen.around().pool(base);
    long left = node.total().kib() - node.others().kib() - count * task.kib();
    boolean grows = count > node.pages();
    if (PagePool.number(base).isPresent() && grows && left < node.total().kib() / 10) {
      throw new ModuleFailure(
          ("%d pages of %s are %s of the %s of NUMA node %d: less than a tenth of them would be"
                  + " left. Ask for less, or take them from several nodes.")
              .formatted(
                  count,
                  task.size(),
                  new Size(count * task.kib()),
                  node.total(),
                  PagePool.number(base).orElseThrow()));
    }
  }

  private void requireUnused(String base, long count) {
    PagePool pool = seen.around().pool(base);
    if (count < pool.used() && count < pool.pages()) {
      throw new ModuleFailure(
          ("%d %s of %s are in use by a running guest, so they cannot be reduced to %d. Shut the"
                  + " guest down first.")
              .formatted(pool.used(), PagePool.place(base), task.size(), count));
    }
  }

  private void requireWritable(String base) {
    if (!seen.around().pool(base).writable()) {
      throw new ModuleFailure(
          PagePool.counter(base, task.kib())
              + " cannot be written: only root may, and a container shares it with the machine"
              + " that it runs on.");
    }
  }
}
