package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The huge pages of one size on a host: how many there are, and what asks for them at boot or when
 * a guest starts.
 *
 * @param pages how many, by place
 * @param files the files of ours that ask for them, by path
 * @param noticed whether libvirt runs hooks; it looks for them only when it starts
 * @param around what else has to be known
 */
public record PagePools(
    ImmutableSortedMap<String, Long> pages,
    ImmutableSortedMap<String, OwnFile> files,
    boolean noticed,
    @Unseen Around around)
    implements Situated<PagePools>, HoldsFiles {

  /** Where libvirt looks for scripts to run when a guest starts and ends (libvirt 6.5). */
  static final String HOOKS = "/etc/libvirt/hooks/qemu.d";

  /**
   * What is around the pages.
   *
   * @param pools the places that have pages, by their directories
   * @param seen every file that may be ours, as it was seen, by path
   * @param daemon the daemon of libvirt that does not run hooks yet; empty where none has to learn
   *     of them
   * @param libvirt whether libvirt is installed
   * @param owners sysctl files that set {@code vm.nr_hugepages} too
   * @param transparent whether the kernel gives out transparent huge pages
   */
  public record Around(
      ImmutableMap<String, PagePool> pools,
      ImmutableMap<String, SeenFile> seen,
      String daemon,
      boolean libvirt,
      ImmutableList<String> owners,
      boolean transparent) {

    /** A place; one that is not there is not supported. */
    PagePool pool(String base) {
      return pools.getOrDefault(base, PagePool.missing(base));
    }

    /** The same with other pages. */
    Around with(ImmutableMap<String, PagePool> then) {
      return new Around(then, seen, daemon, libvirt, owners, transparent);
    }

    /** The nodes that have pages. */
    ImmutableList<String> nodes() {
      return pools.keySet().stream()
          .filter(base -> !base.equals(PagePool.HOST))
          .collect(ImmutableList.toImmutableList());
    }
  }

  /** A file of ours; a hook that cannot be run has no mode. */
  static OwnFile own(String path, String text, boolean executable) {
    return path.startsWith(HOOKS) && executable
        ? OwnFile.script(path, text)
        : OwnFile.of(path, text);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    Map<String, SeenFile> held = new TreeMap<>(around.seen());
    held.replaceAll((_, _) -> SeenFile.ABSENT);
    files.forEach((path, file) -> held.put(path, SeenFile.of(file.text())));
    return ImmutableMap.copyOf(held);
  }

  @Override
  public PagePools among(List<?> planned) {
    Map<String, OwnFile> then = new TreeMap<>(files);
    around
        .seen()
        .forEach(
            (path, now) -> {
              SeenFile planning = HoldsFiles.among(planned, path, now);
              if (planning.equals(now)) {
                return;
              }
              then.remove(path);
              if (planning.exists()) {
                then.put(path, own(path, planning.text(), true));
              }
            });
    return new PagePools(pages, ImmutableSortedMap.copyOf(then), noticed, around);
  }
}
