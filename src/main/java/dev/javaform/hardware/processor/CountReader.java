package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/** Counts what is known one by one; where nothing is, a text may have said how many there are. */
final class CountReader {

  private CountReader() {}

  static Counts counts(HostTree tree, ImmutableList<Core> cores) {
    return cores.isEmpty() ? told(tree) : counted(cores);
  }

  private static Counts counted(ImmutableList<Core> cores) {
    return new Counts(
        Optional.of((int) cores.stream().map(Core::packageId).distinct().count()),
        Optional.of(cores.size()),
        cores.stream().map(core -> core.cpus().size()).max(Integer::compare));
  }

  private static Counts told(HostTree tree) {
    LscpuText text = LscpuText.of(tree);
    CpuInfo info = CpuInfo.of(tree);
    Optional<Integer> packages = text.number("Socket(s)").or(() -> packages(tree));
    Optional<Integer> each = text.number("Core(s) per socket").or(info::cores);
    return new Counts(
        packages,
        packages.flatMap(count -> each.map(cores -> count * cores)),
        text.number("Thread(s) per core").or(info::threadsPerCore));
  }

  private static Optional<Integer> packages(HostTree tree) {
    long ids =
        tree.lines("proc/cpuinfo").stream()
            .filter(line -> line.startsWith("physical id"))
            .distinct()
            .count();
    return ids > 0 ? Optional.of((int) ids) : Optional.empty();
  }
}
