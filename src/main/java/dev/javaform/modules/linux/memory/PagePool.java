package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;

/**
 * The huge pages of one size, of the whole host or of one NUMA node.
 *
 * @param pages how many there are
 * @param file the file that asks for them at boot
 * @param config its text; empty where it is absent
 * @param host what else has to be known
 */
public record PagePool(long pages, @Unseen String file, String config, Host host)
    implements Situated<PagePool>, HoldsFiles {

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(file, SeenFile.written(config));
  }

  @Override
  public PagePool among(List<?> planned) {
    SeenFile then = HoldsFiles.among(planned, file, SeenFile.written(config));
    return new PagePool(pages, file, then.text(), host);
  }

  /**
   * What is around the pages.
   *
   * @param supported whether the CPU has pages of this size, and the host this node
   * @param writable whether their number can be changed from here
   * @param used how many are in use, or promised to a guest that has not touched them yet
   * @param total the memory of the host or node
   * @param free the memory that is free now
   * @param others what huge pages of other sizes take of it
   * @param owners sysctl files that set {@code vm.nr_hugepages} too
   * @param tried what an earlier try of this boot got; empty where there was none
   */
  public record Host(
      boolean supported,
      boolean writable,
      long used,
      Size total,
      Size free,
      Size others,
      ImmutableList<String> owners,
      Optional<Try> tried) {}

  /** What a try wanted, got, and how much memory was free afterwards. */
  public record Try(long wanted, long got, Size free) {}
}
