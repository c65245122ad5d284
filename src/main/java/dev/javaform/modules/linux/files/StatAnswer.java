package dev.javaform.modules.linux.files;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The script behind {@code stat}, and the reader of what it prints: parts that end in NUL. */
final class StatAnswer {

  /** Capital words are replaced. */
  static final String SCRIPT =
      """
      export LC_ALL=C; p=PATH
      printf '%s\\0' "$p"
      if n=$(stat FOLLOW -c '%f %u %g %s %i %d %h %b %o %X %Y %Z %t %T
      %x
      %y
      %z
      %U
      %G' "$p" 2>&1); then
      printf 'found\\0%s\\0' "$n"
      for t in r w x; do if [ -$t "$p" ]; then printf $t; fi; done; printf '\\0'
      case FOLLOW$n in a*) readlink "$p"; printf '\\0'; readlink -f "$p"; printf '\\0';; *) printf '\\0\\0';; esac
      case $n in 8*) ALGORITHM <"$p" 2>/dev/null;; esac; printf '\\0'
      MIME FOLLOW "$p" 2>/dev/null; printf '\\0'
      LSATTR "$p" 2>/dev/null || printf none; printf '\\0'
      else printf 'missing\\0%s\\0' "$n"; fi
      """;

  private static final Pattern FRACTION = Pattern.compile(":\\d\\d(\\.\\d+)");

  /** What the letters of lsattr(1) are called. */
  private static final ImmutableMap<Character, String> FLAGS =
      ImmutableMap.<Character, String>builder()
          .put('A', "noatime")
          .put('a', "append")
          .put('c', "compressed")
          .put('C', "nocow")
          .put('d', "nodump")
          .put('D', "dirsync")
          .put('e', "extents")
          .put('E', "encrypted")
          .put('h', "blocksize")
          .put('i', "immutable")
          .put('I', "indexed")
          .put('j', "journalled")
          .put('N', "inline")
          .put('s', "zero")
          .put('S', "synchronous")
          .put('t', "notail")
          .put('T', "blockroot")
          .put('u', "undelete")
          .put('X', "compressedraw")
          .put('Z', "compresseddirty")
          .build();

  private final List<String> parts;
  private final Map<String, Object> values = new LinkedHashMap<>();

  StatAnswer(Output output) {
    parts = Splitter.on('\0').splitToList(output.stdout());
    if (parts.size() < 3) {
      throw new ModuleFailure("The host did not say what it knows: " + output.stderr().strip());
    }
  }

  /** The path that was looked at, as the host resolves it. */
  String path() {
    return parts.getFirst();
  }

  /** The values by name. */
  Map<String, Object> values() {
    boolean found = parts.get(1).equals("found");
    if (!found && !isMissing(parts.get(2))) {
      throw new ModuleFailure(parts.get(2));
    }
    values.put("exists", found);
    if (found) {
      values.put("path", parts.get(0));
      describe(parts.get(2).split("\n"));
    }
    return Collections.unmodifiableMap(values);
  }

  private static boolean isMissing(String complaint) {
    return complaint.contains("No such file") || complaint.contains("Not a directory");
  }

  private void describe(String[] lines) {
    String[] numbers = lines[0].split(" ", -1);
    values.putAll(mode(Integer.parseInt(numbers[0], 16)));
    String[] names = {"uid", "gid", "size", "inode", "dev", "nlink", "blocks", "block_size"};
    for (int at = 0; at < names.length; at++) {
      values.put(names[at], Long.valueOf(numbers[at + 1]));
    }
    values.put("atime", time(numbers[9], lines[1]));
    values.put("mtime", time(numbers[10], lines[2]));
    values.put("ctime", time(numbers[11], lines[3]));
    values.put("device_type", device(numbers[12], numbers[13]));
    owner("pw_name", lines[4]);
    owner("gr_name", lines[5]);
    access(parts.get(3));
    link(parts.get(4), parts.get(5));
    content(parts.get(6).strip(), parts.get(7).strip());
    attributes(parts.get(8).strip());
  }

  /** What the raw mode of a file tells of it (inode(7)). */
  static Map<String, Object> mode(int bits) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("mode", "%04o".formatted(bits & 07777));
    kinds(values, bits & 0170000);
    permissions(values, bits);
    return values;
  }

  private static void kinds(Map<String, Object> values, int kind) {
    values.put("isdir", kind == 0040000);
    values.put("ischr", kind == 0020000);
    values.put("isblk", kind == 0060000);
    values.put("isreg", kind == 0100000);
    values.put("isfifo", kind == 0010000);
    values.put("islnk", kind == 0120000);
    values.put("issock", kind == 0140000);
  }

  private static void permissions(Map<String, Object> values, int bits) {
    String letters = "xwr";
    String[] classes = {"oth", "grp", "usr"};
    for (int who = classes.length - 1; who >= 0; who--) {
      for (int what = letters.length() - 1; what >= 0; what--) {
        int bit = 1 << (3 * who + what);
        values.put(letters.charAt(what) + classes[who], (bits & bit) != 0);
      }
    }
    values.put("isuid", (bits & 04000) != 0);
    values.put("isgid", (bits & 02000) != 0);
  }

  /** Seconds since 1970, with the fraction that the date beside them has. */
  private static double time(String seconds, String date) {
    Matcher fraction = FRACTION.matcher(date);
    return Double.parseDouble(fraction.find() ? seconds + fraction.group(1) : seconds);
  }

  /** A device's number as glibc's makedev(3) makes it of major and minor. */
  private static long device(String major, String minor) {
    long high = Long.parseLong(major, 16);
    long low = Long.parseLong(minor, 16);
    return (high & 0xfffff000L) << 32
        | (high & 0xfff) << 8
        | (low & 0xffffff00L) << 12
        | (low & 0xff);
  }

  private void owner(String name, String value) {
    if (!value.equals("UNKNOWN")) {
      values.put(name, value);
    }
  }

  private void access(String letters) {
    values.put("readable", letters.contains("r"));
    values.put("writeable", letters.contains("w"));
    values.put("executable", letters.contains("x"));
  }

  private void link(String target, String source) {
    if (!target.isEmpty()) {
      values.put("lnk_source", withoutNewline(source));
      values.put("lnk_target", withoutNewline(target));
    }
  }

  private static String withoutNewline(String printed) {
    return printed.endsWith("\n") ? printed.substring(0, printed.length() - 1) : printed;
  }

  private void content(String checksum, String kind) {
    if (!checksum.isEmpty()) {
      values.put("checksum", checksum.split(" ", -1)[0]);
    }
    if (!kind.isEmpty()) {
      List<String> mime = Splitter.on("; charset=").splitToList(kind);
      values.put("mimetype", mime.get(0));
      values.put("charset", mime.size() > 1 ? mime.get(1) : "unknown");
    }
  }

  private void attributes(String line) {
    String[] words = line.stripTrailing().split(" +", -1);
    if (line.isEmpty()) {
      return;
    }
    boolean known = words.length > 1; // only some file systems have attributes, and links have none
    String flags = known ? words[1].replace("-", "") : "";
    values.put("version", known ? words[0] : null);
    values.put("attr_flags", flags);
    values.put(
        "attributes",
        flags
            .chars()
            .mapToObj(flag -> FLAGS.getOrDefault((char) flag, ""))
            .filter(name -> !name.isEmpty())
            .toList());
  }
}
