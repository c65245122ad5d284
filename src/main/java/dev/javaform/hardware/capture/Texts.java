package dev.javaform.hardware.capture;

import dev.javaform.hardware.HostTree;

/** Tells the text of lscpu from that of dmidecode. */
final class Texts {

  private Texts() {}

  static HostTree tree(String text) {
    if (text.lines().anyMatch(line -> line.matches("Handle 0x[0-9A-Fa-f]+, DMI type \\d+.*"))) {
      return DmidecodeText.tree(text);
    }
    if (text.lines().anyMatch(line -> line.matches("CPU\\(s\\):\\s+\\d+"))) {
      return LscpuOutput.tree(text);
    }
    throw new BadCapture(
        "It is neither a folder nor a tar archive (plain, gzip or bzip2), nor what lscpu or"
            + " dmidecode print in English. Make a capture with \"javaform facts HOST --save"
            + " FILE\".");
  }
}
