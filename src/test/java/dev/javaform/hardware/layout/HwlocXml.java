package dev.javaform.hardware.layout;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import dev.javaform.hardware.Built;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What hwloc wrote of a machine whose own files nobody saved. */
final class HwlocXml {

  private static final Pattern OBJECT =
      Pattern.compile(
          "<object type=\"(\\w+)\"(?: os_index=\"(\\d+)\")?"
              + " cpuset=\"([^\"]+)\"[^>]*?(?:cache_size=\"(\\d+)\"[^>]*)?>");

  private HwlocXml() {}

  static HostTree tree(Path path) throws IOException {
    String text = Files.readString(path);
    var objects = OBJECT.matcher(text).results().toList();
    Built built = Built.online(cpus(objects.getFirst()));
    int packageId = 0;
    for (MatchResult object : objects) {
      switch (object.group(1)) {
        case "Package" -> packageId = Integer.parseInt(object.group(2));
        case "Core" -> built.cores(packageId, cpus(object));
        case "L2Cache" -> built.caches(2, kib(object), cpus(object));
        case "L3Cache" -> built.caches(3, kib(object), cpus(object));
        case "NUMANode" -> built.node(Integer.parseInt(object.group(2)), cpus(object), 1, "");
        default -> {} // what has no file of its own
      }
    }
    return built.tree();
  }

  private static long kib(MatchResult object) {
    return Long.parseLong(object.group(4)) / 1024;
  }

  /** Words of 32 bits, of which an empty one stands for zero. */
  private static String cpus(MatchResult object) {
    String mask =
        Splitter.on(',')
            .splitToStream(object.group(3).replace("0x", ""))
            .map(word -> Strings.padStart(word, 8, '0'))
            .collect(Collectors.joining());
    return CpuSet.ofMask(mask).orElseThrow().toString();
  }
}
