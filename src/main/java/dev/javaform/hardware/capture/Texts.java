package dev.javaform.hardware.capture;

import dev.javaform.hardware.HostTree;
import java.util.regex.Pattern;

/** Tells the texts of lscpu and dmidecode from each other, and from others. */
final class Texts {

  private static final Pattern DMIDECODE =
      Pattern.compile("Handle 0x[0-9A-Fa-f]+, DMI type \\d+.*");
  private static final Pattern LSCPU = Pattern.compile("CPU\\(s\\):\\s+\\d+\\s*");
  private static final Pattern ENGLISH =
      Pattern.compile("(On-line CPU\\(s\\) list|Thread\\(s\\) per core|Vendor ID|Model name):.*");
  private static final Pattern JSON = Pattern.compile("\\s*\"(lscpu|cpus|caches)\"\\s*:.*");
  private static final Pattern LSPCI =
      Pattern.compile("([0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7] .+");

  private Texts() {}

  static HostTree tree(String text) {
    if (has(text, DMIDECODE)) {
      return DmidecodeText.tree(text);
    }
    if (has(text, LSCPU)) {
      if (!has(text, ENGLISH)) {
        throw new BadCapture(
            "It is what lscpu printed in another language than English. Run it once more with"
                + " \"LC_ALL=C lscpu\".");
      }
      return LscpuOutput.tree(text);
    }
    return LscpuTable.tree(text).orElseThrow(() -> refusal(text));
  }

  private static boolean has(String text, Pattern line) {
    return text.lines().anyMatch(each -> line.matcher(each).matches());
  }

  private static BadCapture refusal(String text) {
    if (text.isBlank()) {
      return new BadCapture("It is empty.");
    }
    if (has(text, JSON)) {
      return new BadCapture(
          "It is what lscpu prints with --json, which is not read. Run \"LC_ALL=C lscpu\", or"
              + " \"lscpu -p\", which also tells which CPUs are threads of one core.");
    }
    if (has(text, LSPCI)) {
      return new BadCapture(
          "It is what lspci prints, which does not tell the IOMMU groups. " + MAKE);
    }
    return new BadCapture(
        "It is neither a folder nor a tar archive (plain, gzip or bzip2), nor what lscpu or"
            + " dmidecode print in English. "
            + MAKE);
  }

  private static final String MAKE = "Make a capture with \"javaform facts HOST --save FILE\".";
}
