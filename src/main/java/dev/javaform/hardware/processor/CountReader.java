package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/** Counts what is known one by one; where nothing is, a text may have said how many there are. */
final class CountReader {

  private CountReader() {}

  static Counts counts(HostTree tree, ImmutableList<Core> cores) {
    return cores.isEmpty() ? told(LscpuText.of(tree)) : counted(cores);
  }

  private static Counts counted(ImmutableList<Core> cores) {
    return new Counts(
        Optional.of((int) cores.stream().map(Core::packageId).distinct().count()),
        Optional.of(cores.size()),
        cores.stream().map(core -> core.cpus().size()).max(Integer::compare));
  }

  private static Counts told(LscpuText text) {
    Optional<Integer> packages = text.number("Socket(s)");
    return new Counts(
        packages,
        packages.flatMap(count -> text.number("Core(s) per socket").map(each -> count * each)),
        text.number("Thread(s) per core"));
  }
}
