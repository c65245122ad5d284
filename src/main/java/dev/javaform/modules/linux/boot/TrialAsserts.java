package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Script;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be so after a trial boot. The root file system can be written, and the console's
 * graphics card is not taken, without anybody's asking.
 *
 * @param vfio addresses of PCI functions that have to be with vfio-pci
 * @param units that have to be active
 * @param memoryMb how much memory has to be left, in MiB; 0 where that does not matter
 * @param commands that have to end with exit status 0
 */
record TrialAsserts(
    ImmutableList<String> vfio,
    ImmutableList<String> units,
    long memoryMb,
    ImmutableList<String> commands) {

  private static final ImmutableSet<String> KEYS =
      ImmutableSet.of("vfio", "units", "memory_mb", "commands");

  /** Reads the sysfs of PCI devices (Linux, Documentation/ABI/testing/sysfs-bus-pci). */
  private static final String CHECKS =
      """
      vfio={} units={} memory={}
      driver() { basename "$(readlink "/sys/bus/pci/devices/$1/driver" 2>/dev/null)" 2>/dev/null; }
      checks() {
        awk '$5 == "/" { options = $6 } END { exit options !~ /^rw/ }' /proc/self/mountinfo ||
          wrong "The root file system cannot be written."
        for address in $vfio; do
          if [ ! -e "/sys/bus/pci/devices/$address" ]; then
            wrong "There is no PCI function $address."
          elif now=$(driver "$address"); [ "$now" != vfio-pci ]; then
            wrong "$address is with ${now:-no driver}, not with vfio-pci. The kernel says: $(dmesg 2>/dev/null | grep -F "$address" | tail -n 4)"
          elif [ ! -e "/sys/bus/pci/devices/$address/iommu_group" ]; then
            wrong "$address is in no IOMMU group."
          fi
        done
        for device in /sys/bus/pci/devices/*; do
          [ "$(cat "$device/boot_vga" 2>/dev/null)" = 1 ] && [ "$(driver "${device##*/}")" = vfio-pci ] || continue
          case " $vfio " in *" ${device##*/} "*) ;; *) wrong "vfio-pci has taken ${device##*/}, the console's graphics card, which is not among those that it should have." ;; esac
        done
        for unit in $units; do
          now=$(systemctl is-active "$unit" 2>/dev/null)
          [ "$now" = active ] || wrong "The unit $unit is ${now:-unknown}: $(systemctl status --no-pager -n 3 "$unit" 2>&1 | tail -n 4)"
        done
        left=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
        [ "$left" -ge "$memory" ] || wrong "Only $left MiB of memory are left, not $memory."
      """;

  private static final String COMMAND =
      """
        said=$(sh -c {} 2>&1) || wrong {}" failed: $said"
      """;

  /**
   * Reads the argument.
   *
   * @throws IllegalArgumentException where it says something else
   */
  static TrialAsserts of(Map<String, Object> said) {
    for (String key : said.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "\"%s\" in asserts is not known; there are %s.".formatted(key, KEYS));
      }
    }
    return new TrialAsserts(
        words(said.get("vfio")).stream()
            .map(TrialAsserts::address)
            .collect(ImmutableList.toImmutableList()),
        words(said.get("units")),
        megabytes(said.getOrDefault("memory_mb", 0L)),
        words(said.get("commands")));
  }

  private static ImmutableList<String> words(@Nullable Object value) {
    return switch (value) {
      case null -> ImmutableList.of();
      case List<?> list ->
          list.stream().map(String::valueOf).collect(ImmutableList.toImmutableList());
      default -> ImmutableList.of(value.toString());
    };
  }

  private static String address(String text) {
    String whole = text.length() == 7 ? "0000:" + text : text;
    if (!whole.matches("[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]")) {
      throw new IllegalArgumentException(
          "\"%s\" in asserts is not the address of a PCI function, such as 0000:03:00.0."
              .formatted(text));
    }
    return whole;
  }

  private static long megabytes(Object value) {
    try {
      return Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"memory_mb\" in asserts is a number of MiB, not \"%s\".".formatted(value), e);
    }
  }

  /** Shell functions: {@code checks} calls {@code wrong WHY} for each that does not hold. */
  Script.Sh functions() {
    Script.Sh script =
        Script.sh(
            CHECKS.stripTrailing(),
            String.join(" ", vfio),
            String.join(" ", units),
            String.valueOf(memoryMb));
    for (String command : commands) {
      script = script.then(Script.sh(COMMAND.stripTrailing(), command, command));
    }
    return script.then(Script.sh("}"));
  }
}
