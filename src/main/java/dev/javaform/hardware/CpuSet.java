package dev.javaform.hardware;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers of CPUs or NUMA nodes, ascending. Printed as the kernel prints them: {@code 0-3,8}.
 *
 * @param numbers the members
 * @see <a href="https://docs.kernel.org/admin-guide/kernel-parameters.html#cpu-lists">CPU lists</a>
 */
public record CpuSet(ImmutableSortedSet<Integer> numbers) {

  /** No CPU. */
  public static final CpuSet NONE = new CpuSet(ImmutableSortedSet.of());

  private static final int MOST = 8192; // NR_CPUS of the largest distribution kernels
  private static final int BITS_OF_DIGIT = 4;

  /** A region, {@code FIRST-LAST:USED/GROUP} of the kernel or {@code FIRST-LAST:STEP} of lscpu. */
  private static final Pattern REGION =
      Pattern.compile("(\\d{1,4})(?:-(\\d{1,4})(?::(\\d{1,4})(?:/(\\d{1,4}))?)?)?");

  /** These CPUs. */
  public static CpuSet of(int... numbers) {
    return new CpuSet(
        IntStream.of(numbers)
            .boxed()
            .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare)));
  }

  /** These CPUs. */
  public static CpuSet of(Collection<Integer> numbers) {
    return new CpuSet(ImmutableSortedSet.copyOf(numbers));
  }

  /** The CPUs of a list such as {@code 0-3,8}; empty where the text is no list. */
  public static Optional<CpuSet> parse(String list) {
    var numbers = new TreeSet<Integer>();
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(list)) {
      Optional<IntStream> region = region(part);
      if (region.isEmpty()) {
        return Optional.empty();
      }
      region.orElseThrow().forEach(numbers::add);
    }
    return Optional.of(of(numbers));
  }

  /** One region of a list; empty where it is none, or longer than any kernel's. */
  public static Optional<IntStream> region(String text) {
    Matcher region = REGION.matcher(text);
    if (!region.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(region.group(1));
    int last = region.group(2) == null ? first : Integer.parseInt(region.group(2));
    int third = region.group(3) == null ? 1 : Integer.parseInt(region.group(3));
    int used = region.group(4) == null ? 1 : third;
    int group = region.group(4) == null ? third : Integer.parseInt(region.group(4));
    if (first > last || last >= MOST || used == 0 || used > group) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.rangeClosed(first, last).filter(number -> (number - first) % group < used));
  }

  /** The CPUs of a mask such as {@code 0000ffff,00ff00ff}: the last bit is CPU 0. */
  public static Optional<CpuSet> ofMask(String mask) {
    String digits = CharMatcher.is(',').removeFrom(mask.strip());
    boolean isMask =
        !digits.isEmpty()
            && digits.length() <= MOST / BITS_OF_DIGIT
            && digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
    return isMask ? Optional.of(ofDigits(digits)) : Optional.empty();
  }

  private static CpuSet ofDigits(String digits) {
    int bits = digits.length() * BITS_OF_DIGIT;
    return of(IntStream.range(0, bits).filter(bit -> isSet(digits, bit)).toArray());
  }

  private static boolean isSet(String digits, int bit) {
    char digit = digits.charAt(digits.length() - 1 - bit / BITS_OF_DIGIT);
    return (Character.digit(digit, 16) >> (bit % BITS_OF_DIGIT) & 1) == 1;
  }

  /** The members of both. */
  public CpuSet and(CpuSet other) {
    return of(Sets.intersection(numbers, other.numbers));
  }

  /** The members of either. */
  public CpuSet or(CpuSet other) {
    return of(Sets.union(numbers, other.numbers));
  }

  /** The members that the other has not. */
  public CpuSet minus(CpuSet other) {
    return of(Sets.difference(numbers, other.numbers));
  }

  /** Whether a CPU is in it. */
  public boolean contains(int number) {
    return numbers.contains(number);
  }

  /** Whether all of the other's members are in it. */
  public boolean containsAll(CpuSet other) {
    return numbers.containsAll(other.numbers);
  }

  /** Whether they have a member in common. */
  public boolean meets(CpuSet other) {
    return !and(other).isEmpty();
  }

  /** The lowest member. */
  public OptionalInt first() {
    return numbers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(numbers.first());
  }

  /** How many there are. */
  public int size() {
    return numbers.size();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** The members, ascending. */
  public Stream<Integer> stream() {
    return numbers.stream();
  }

  /** The kernel's own form, {@code 0-3,8}; nothing where there is no member. */
  @Override
  public String toString() {
    List<Integer> sorted = numbers.asList();
    List<String> ranges = new ArrayList<>();
    for (int start = 0, end; start < sorted.size(); start = end) {
      end = start + 1;
      while (end < sorted.size() && sorted.get(end) == sorted.get(end - 1) + 1) {
        end++;
      }
      int first = sorted.get(start);
      int last = sorted.get(end - 1);
      ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
    }
    return String.join(",", ranges);
  }
}
