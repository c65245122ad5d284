package dev.javaform.modules.linux.boot;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.CpuSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The elements of a comma separated value. Lists of CPUs are taken apart into single CPUs, so that
 * {@code 1-3} and {@code 1,2,3} are equal, and so are {@code 0-7:1/2} and {@code 0,2,4,6}; {@code
 * N} stands for the last CPU of whatever host, {@code all} for {@code 0-N}. Flags are elements,
 * too.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/kernel-parameters.html#cpu-lists">CPU lists</a>
 */
public final class ListValue {

  private static final int MOST_CPUS = 8192; // NR_CPUS of the largest distribution kernels
  private static final int LAST = MOST_CPUS - 1;
  private static final Pattern LAST_NUMBER = Pattern.compile("\\b" + LAST + "\\b");
  private static final Pattern REGION =
      Pattern.compile("(\\d{1,4}|N)(?:-(\\d{1,4}|N)(?::(\\d{1,4})/(\\d{1,4}))?)?");

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
    List<Integer> cpus = elements.stream().map(Ints::tryParse).filter(cpu -> cpu != null).toList();
    List<String> parts =
        new ArrayList<>(elements.stream().filter(part -> Ints.tryParse(part) == null).toList());
    if (!cpus.isEmpty()) {
      parts.add(LAST_NUMBER.matcher(CpuSet.of(cpus).toString()).replaceAll("N"));
    }
    return Joiner.on(',').join(parts);
  }

  /** A region is {@code FIRST-LAST:USED/GROUP}: of each group of CPUs the first ones are used. */
  private static Stream<String> cpus(String part) {
    Matcher region = REGION.matcher(part.replaceFirst("(?i)^all", "0-N"));
    if (!region.matches()) {
      return Stream.of(part);
    }
    int first = cpu(region.group(1));
    int last = region.group(2) == null ? first : cpu(region.group(2));
    int used = region.group(3) == null ? 1 : Integer.parseInt(region.group(3));
    int group = region.group(4) == null ? 1 : Integer.parseInt(region.group(4));
    boolean endless = last == LAST && used != group;
    if (first > last || last > LAST || group == 0 || used == 0 || used > group || endless) {
      return Stream.of(region.group()); // no list of the kernel's, or too long to write out
    }
    return IntStream.rangeClosed(first, last)
        .filter(cpu -> (cpu - first) % group < used)
        .mapToObj(Integer::toString);
  }

  private static int cpu(String text) {
    return text.equals("N") ? LAST : Integer.parseInt(text);
  }

  /** Whether an element is a CPU or several, and no flag. */
  static boolean isCpu(String element) {
    return Character.isDigit(element.charAt(0)) || element.startsWith("N");
  }

  /**
   * What a value means: {@code isolcpus} without a flag has the flag {@code domain}.
   *
   * @param key written with {@code _}
   */
  static ImmutableSet<String> meaning(String key, String value) {
    ImmutableSet<String> elements = elements(key, value);
    boolean plain = key.equals("isolcpus") && elements.stream().allMatch(ListValue::isCpu);
    return plain ? ImmutableSet.<String>builder().add("domain").addAll(elements).build() : elements;
  }

  static boolean same(Set<String> one, Set<String> other) {
    return Sets.symmetricDifference(one, other).isEmpty();
  }
}
