package dev.javaform.hardware.processor;

import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which instructions a machine's processors have. */
public final class Architecture {

  private static final Pattern X86 = Pattern.compile("x86_64|amd64|i[3-6]86");

  private Architecture() {}

  /**
   * What the kernel calls them, {@code aarch64}, where they are not those of x86; empty where they
   * are, or where nothing tells.
   */
  public static Optional<String> other(HostTree tree) {
    return tree.value("commands/machine")
        .or(() -> LscpuText.of(tree).value("Architecture"))
        .or(() -> byLines(tree))
        .filter(name -> !X86.matcher(name).matches());
  }

  /** By the names that {@code /proc/cpuinfo} has for things, which differ (arch/arm64, riscv). */
  private static Optional<String> byLines(HostTree tree) {
    CpuInfo info = CpuInfo.of(tree);
    if (info.values().containsKey("CPU implementer")) {
      return Optional.of("ARM");
    }
    return Optional.ofNullable(info.values().get("isa"))
        .filter(isa -> isa.startsWith("rv"))
        .map(_ -> "RISC-V");
  }
}
