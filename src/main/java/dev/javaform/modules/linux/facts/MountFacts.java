package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mounted file systems that stand on a device or a server: {@code ansible_mounts}. */
final class MountFacts implements FactReader {

  private static final Splitter BLANKS = Splitter.on(' ');

  @Override
  public String name() {
    return "mounts";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware");
  }

  /** Servers are not asked for sizes: a dead one would hang. */
  @Override
  public String script() {
    return """
        text proc/self/mounts
        [ -r proc/self/mounts ] && while read -r device mount type rest; do
          case $device:$type in
            *:nfs*|*:cifs|*:fuse.*) ;;
            /*) $within stat -f -c "size:$mount=%S %b %a %c %d" "$(printf '%b' "$mount")" </dev/null ;;
          esac
        done 2>/dev/null <proc/self/mounts
        run uuids ls -l dev/disk/by-uuid
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var mounts = ImmutableList.<Map<String, Object>>builder();
    for (String line : text.block("proc/self/mounts")) {
      List<String> fields = BLANKS.splitToList(line);
      if (fields.size() > 3 && (fields.get(0).startsWith("/") || fields.get(0).contains(":/"))) {
        mounts.add(mount(fields, text));
      }
    }
    return ImmutableMap.of("ansible_mounts", mounts.build());
  }

  private static Map<String, Object> mount(List<String> fields, FactText text) {
    var mount = new LinkedHashMap<String, Object>();
    mount.put("mount", unescaped(fields.get(1)));
    mount.put("device", unescaped(fields.get(0)));
    mount.put("fstype", fields.get(2));
    mount.put("options", fields.get(3));
    mount.put("uuid", uuid(fields.get(0), text).orElse("N/A"));
    text.value("size:" + fields.get(1))
        .filter(each -> each.matches("\\d{1,18}( \\d{1,18}){4}"))
        .ifPresent(sizes -> mount.putAll(sizes(sizes)));
    return mount;
  }

  private static ImmutableMap<String, Object> sizes(String text) {
    List<Long> numbers = BLANKS.splitToStream(text).map(Long::valueOf).toList();
    long block = numbers.get(0);
    return ImmutableMap.<String, Object>builder()
        .put("block_size", block)
        .put("block_total", numbers.get(1))
        .put("block_available", numbers.get(2))
        .put("block_used", numbers.get(1) - numbers.get(2))
        .put("size_total", block * numbers.get(1))
        .put("size_available", block * numbers.get(2))
        .put("inode_total", numbers.get(3))
        .put("inode_available", numbers.get(4))
        .put("inode_used", numbers.get(3) - numbers.get(4))
        .buildOrThrow();
  }

  private static Optional<String> uuid(String device, FactText text) {
    String name = device.substring(device.lastIndexOf('/') + 1);
    return text.block("uuids").stream()
        .filter(line -> line.endsWith("/" + name) && line.contains(" -> "))
        .map(line -> line.substring(0, line.indexOf(" -> ")))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst();
  }

  /** Blanks, tabs, line ends and backslashes stand as octal escapes: proc(5). */
  private static String unescaped(String path) {
    return path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
