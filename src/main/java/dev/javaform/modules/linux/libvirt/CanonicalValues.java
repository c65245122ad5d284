package dev.javaform.modules.linux.libvirt;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.w3c.dom.Element;

/** Writes values so that equal ones are equal texts, however a user or libvirt spells them. */
final class CanonicalValues {

  private static final ImmutableSet<String> CPU_LISTS =
      ImmutableSet.of("cpuset", "cpus", "nodeset", "vcpus");
  private static final ImmutableSet<String> ADDRESSES =
      ImmutableSet.of("address", "vendor", "product", "target");
  private static final ImmutableSet<String> SIZES = ImmutableSet.of("size", "memory");

  /** libvirt's units of memory in bytes (virScaleInteger): KB is 1000, K and KiB are 1024. */
  private static final ImmutableMap<String, Long> UNITS =
      ImmutableMap.<String, Long>builder()
          .put("b", 1L)
          .put("bytes", 1L)
          .put("kb", 1000L)
          .put("k", 1L << 10)
          .put("kib", 1L << 10)
          .put("mb", 1_000_000L)
          .put("m", 1L << 20)
          .put("mib", 1L << 20)
          .put("gb", 1_000_000_000L)
          .put("g", 1L << 30)
          .put("gib", 1L << 30)
          .put("tb", 1_000_000_000_000L)
          .put("t", 1L << 40)
          .put("tib", 1L << 40)
          .build();

  private CanonicalValues() {}

  /** The value of an attribute. */
  static String attribute(Element element, String name, String value) {
    if (name.equals("passwd")) {
      return "secret "
          + Hashing.sha256().hashString(value, StandardCharsets.UTF_8).toString().substring(0, 12);
    }
    if (CPU_LISTS.contains(name)) {
      return cpus(value);
    }
    if (SIZES.contains(name) && element.hasAttribute("unit")) {
      return kib(value, element.getAttribute("unit"));
    }
    if (name.equals("address") && element.getTagName().equals("mac")) {
      return value.toLowerCase(Locale.ROOT);
    }
    return ADDRESSES.contains(element.getTagName()) ? number(value) : value;
  }

  /** The text of an element. */
  static String text(Element element) {
    String text = element.getTextContent().strip();
    boolean memory =
        ImmutableSet.of("memory", "currentMemory", "maxMemory").contains(element.getTagName());
    if (element.hasAttribute("unit") || memory) {
      String unit = element.getAttribute("unit");
      return kib(text, unit.isEmpty() ? "KiB" : unit);
    }
    return text;
  }

  /** A number in hexadecimal as a decimal one; anything else as it is. */
  static String number(String value) {
    return value.matches("0[xX][0-9a-fA-F]+")
        ? new BigInteger(value.substring(2), 16).toString()
        : value;
  }

  private static String kib(String amount, String unit) {
    Long factor = UNITS.get(unit.toLowerCase(Locale.ROOT));
    if (factor == null || !amount.matches("\\d{1,15}")) {
      return amount + " " + unit;
    }
    BigInteger bytes = new BigInteger(amount).multiply(BigInteger.valueOf(factor));
    return bytes.add(BigInteger.valueOf(1023)).shiftRight(10) + " KiB";
  }

  /** {@code 1-4,^3,6} as {@code 1-2,4,6}. */
  private static String cpus(String list) {
    TreeSet<Integer> cpus = new TreeSet<>();
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(list)) {
      boolean without = part.startsWith("^");
      List<String> ends = Splitter.on('-').splitToList(without ? part.substring(1) : part);
      Integer first = Ints.tryParse(ends.getFirst());
      Integer last = Ints.tryParse(ends.getLast());
      if (first == null || last == null || last - first > 8192) {
        return list;
      }
      for (int cpu = first; cpu <= last; cpu++) {
        boolean _ = without ? cpus.remove(cpu) : cpus.add(cpu);
      }
    }
    return ranges(new ArrayList<>(cpus));
  }

  private static String ranges(List<Integer> sorted) {
    List<String> ranges = new ArrayList<>();
    for (int start = 0, end; start < sorted.size(); start = end) {
      end = start + 1;
      while (end < sorted.size() && sorted.get(end) == sorted.get(end - 1) + 1) {
        end++;
      }
      boolean single = end - start == 1;
      ranges.add(sorted.get(start) + (single ? "" : "-" + sorted.get(end - 1)));
    }
    return String.join(",", ranges);
  }
}
