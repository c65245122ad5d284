package dev.javaform.hardware.memory;

import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads folders of the name {@code hugepages-2048kB}. */
final class HugePageReader {

  private static final Pattern FOLDER = Pattern.compile("hugepages-(\\d{1,12})kB");

  private HugePageReader() {}

  static ImmutableList<HugePages> pages(HostTree tree, String folder) {
    return tree.names(folder).stream()
        .map(FOLDER::matcher)
        .filter(Matcher::matches)
        .flatMap(name -> pages(tree, folder + "/" + name.group(), name.group(1)).stream())
        .sorted(comparingLong(HugePages::kib))
        .collect(ImmutableList.toImmutableList());
  }

  /** A size of which the count is unknown is left out. */
  private static Optional<HugePages> pages(HostTree tree, String folder, String kib) {
    return tree.number(folder + "/nr_hugepages")
        .map(
            count ->
                new HugePages(
                    Long.parseLong(kib),
                    count,
                    tree.number(folder + "/free_hugepages").orElse(0L),
                    tree.number(folder + "/surplus_hugepages").orElse(0L)));
  }
}
