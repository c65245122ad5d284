package dev.javaform.modules.linux.boot;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The elements of a comma separated value. Lists of CPUs are taken apart into single CPUs, so that
 * {@code 1-3} and {@code 1,2,3} are equal; what is no plain range stays as it is written.
 */
public final class ListValue {

  private static final int MOST_CPUS = 8192; // NR_CPUS of the largest distribution kernels

  private ListValue() {}

  /** The elements of the value of a key that is written with {@code _}. */
  public static ImmutableSet<String> elements(String key, String value) {
    Stream<String> parts = Splitter.on(',').omitEmptyStrings().splitToStream(value);
    if (ParameterKeys.CPU_LISTS.contains(key)) {
      parts = parts.flatMap(ListValue::cpus);
    } else if (key.endsWith(".ids")) {
      parts = parts.map(part -> part.toLowerCase(Locale.ROOT));
    }
    return parts.collect(ImmutableSet.toImmutableSet());
  }

  /** The value that has these elements; CPUs as ranges, after everything else. */
  static String of(String key, Set<String> elements) {
    if (!ParameterKeys.CPU_LISTS.contains(key)) {
      return Joiner.on(',').join(elements);
    }
    List<Integer> cpus =
        elements.stream().map(Ints::tryParse).filter(cpu -> cpu != null).sorted().toList();
    List<String> parts =
        new ArrayList<>(elements.stream().filter(part -> Ints.tryParse(part) == null).toList());
    parts.addAll(ranges(cpus));
    return Joiner.on(',').join(parts);
  }

  private static List<String> ranges(List<Integer> sorted) {
    List<String> ranges = new ArrayList<>();
    for (int start = 0, end; start < sorted.size(); start = end) {
      end = start + 1;
      while (end < sorted.size() && sorted.get(end) == sorted.get(end - 1) + 1) {
        end++;
      }
      int first = sorted.get(start);
      int last = sorted.get(end - 1);
      ranges.add(first == last ? "" + first : first + "-" + last);
    }
    return ranges;
  }

  private static Stream<String> cpus(String part) {
    List<String> ends = Splitter.on('-').splitToList(part);
    Integer first = Ints.tryParse(ends.getFirst());
    Integer last = Ints.tryParse(ends.getLast());
    if (ends.size() > 2 || first == null || last == null) {
      return Stream.of(part);
    }
    return first >= 0 && last < MOST_CPUS && first <= last
        ? IntStream.rangeClosed(first, last).mapToObj(Integer::toString)
        : Stream.of(part);
  }

  static boolean same(Set<String> one, Set<String> other) {
    return Sets.symmetricDifference(one, other).isEmpty();
  }
}
