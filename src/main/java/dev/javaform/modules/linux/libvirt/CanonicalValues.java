package dev.javaform.modules.linux.libvirt;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Writes values so that equal ones are equal texts, however a user or libvirt spells them. */
final class CanonicalValues {

  private static final ImmutableSet<String> CPU_LISTS =
      ImmutableSet.of("cpuset", "cpus", "nodeset", "vcpus");
  private static final ImmutableSet<String> SIZES = ImmutableSet.of("size", "memory");

  /** Elements that hold an amount of memory, in KiB where they name no unit. */
  private static final ImmutableSet<String> IN_KIB =
      ImmutableSet.of(
          "memory",
          "currentMemory",
          "maxMemory",
          "hard_limit",
          "soft_limit",
          "swap_hard_limit",
          "min_guarantee",
          "page",
          "cell",
          "tseg",
          "pcihole64",
          "size",
          "requested",
          "block",
          "alignsize",
          "pagesize");

  private static final Pattern UUID =
      Pattern.compile("^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$");

  private static final ImmutableSet<String> SHIFTING = ImmutableSet.of("utc", "localtime");

  private static final ImmutableSet<String> UUIDS = ImmutableSet.of("uuid", "genid");

  /** Attributes whose digits are a name, in which zeros count. */
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "name",
          "value",
          "file",
          "dev",
          "dir",
          "path",
          "network",
          "bridge",
          "pool",
          "volume",
          "serverName",
          "hostname",
          "key",
          "label",
          "filter",
          "profileid",
          "portgroup",
          "token");

  private static final ImmutableSet<String> NUMBERS =
      ImmutableSet.of(
          "iothreads",
          "vcpu",
          "weight",
          "shares",
          "period",
          "quota",
          "global_period",
          "global_quota",
          "emulator_period",
          "emulator_quota",
          "iothread_period",
          "iothread_quota",
          "sndbuf",
          "node",
          "reducedPhysBits",
          "cbitpos",
          "policy");

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
    String tag = element.getTagName();
    if (name.equals("passwd")) {
      return "secret "
          + Hashing.sha256().hashString(value, StandardCharsets.UTF_8).toString().substring(0, 12);
    }
    if (CPU_LISTS.contains(name)) {
      return cpus(value);
    }
    if (SIZES.contains(name) && (element.hasAttribute("unit") || IN_KIB.contains(tag))) {
      return kib(value, unit(element));
    }
    if (name.equals("uuid") || (name.equals("address") && tag.equals("mac"))) {
      return name.equals("uuid") ? uuid(value) : value.toLowerCase(Locale.ROOT);
    }
    if (tag.equals("clock") && name.equals("offset") && isShifted(element)) {
      return "variable";
    }
    return NAMES.contains(name) ? value : number(value);
  }

  /** libvirt keeps a clock that is shifted by seconds as a variable one. */
  private static boolean isShifted(Element clock) {
    return SHIFTING.contains(clock.getAttribute("offset"))
        && clock.getAttribute("adjustment").matches("-?\\d+");
  }

  /** The text of an element without children. */
  static String text(Element element) {
    String text = element.getTextContent().strip();
    String tag = element.getTagName();
    if (!text.isEmpty() && (element.hasAttribute("unit") || IN_KIB.contains(tag))) {
      return kib(text, unit(element));
    }
    boolean uuid = tag.equals("entry") && element.getAttribute("name").equals("uuid");
    if (uuid || UUIDS.contains(tag)) {
      return uuid(text);
    }
    return NUMBERS.contains(tag) || tag.contains("_sec") ? number(text) : text;
  }

  /** The unit that is written, or that libvirt takes for granted. */
  private static String unit(Element element) {
    String unit = element.getAttribute("unit");
    if (!unit.isEmpty()) {
      return unit;
    }
    String parent = element.getParentNode() instanceof Element above ? above.getTagName() : "";
    return switch (element.getTagName()) {
      case "tseg" -> "MiB";
      case "size" -> parent.equals("shmem") ? "b" : "KiB";
      default -> "KiB";
    };
  }

  private static String uuid(String text) {
    String digits = text.replace("-", "").toLowerCase(Locale.ROOT);
    return UUID.matcher(digits).replaceFirst("$1-$2-$3-$4-$5");
  }

  /**
   * A number, be it hexadecimal or with zeros before it, as a plain one; anything else as it is.
   */
  static String number(String value) {
    if (value.matches("0[xX][0-9a-fA-F]+")) {
      return new BigInteger(value.substring(2), 16).toString();
    }
    return value.matches("0\\d+") ? new BigInteger(value).toString() : value;
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
    ImmutableSortedSet<Integer> members = members(list);
    return members.isEmpty() ? list : ranges(members.asList());
  }

  /** The members of such a list; none where it is not one. */
  static ImmutableSortedSet<Integer> members(String list) {
    TreeSet<Integer> cpus = new TreeSet<>();
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(list)) {
      boolean without = part.startsWith("^");
      List<String> ends = Splitter.on('-').splitToList(without ? part.substring(1) : part);
      Integer first = Ints.tryParse(ends.getFirst());
      Integer last = Ints.tryParse(ends.getLast());
      if (first == null || last == null || last - first > 8192) {
        return ImmutableSortedSet.of();
      }
      for (int cpu = first; cpu <= last; cpu++) {
        boolean _ = without ? cpus.remove(cpu) : cpus.add(cpu);
      }
    }
    return ImmutableSortedSet.copyOf(cpus);
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
