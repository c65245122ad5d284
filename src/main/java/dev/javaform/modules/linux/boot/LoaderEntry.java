package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A type 1 entry of the Boot Loader Specification: a small file per kernel. */
record LoaderEntry(String path, String text) {

  private static final Pattern COUNTER = Pattern.compile("\\+(\\d+)(-\\d+)?$");
  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s+(.*?)\\s*");

  /** The file's name without {@code .conf}. */
  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.conf$", "");
  }

  /** The file's name without {@code .conf} and without systemd's counter of tries: its id. */
  String id() {
    return COUNTER.matcher(fileName()).replaceFirst("");
  }

  /** Whether its counter says that no try is left: it has not come up so far. */
  boolean isBad() {
    Matcher counter = COUNTER.matcher(fileName());
    return counter.find() && counter.group(1).matches("0+");
  }

  /** The last value of a key; empty where it has none. */
  String value(String key) {
    return keys().get(key).stream().reduce("", (_, last) -> last);
  }

  /** The arguments, those of several {@code options} lines joined. */
  CommandLine options() {
    return CommandLine.of(String.join(" ", keys().get("options")));
  }

  /** Whether GRUB's environment means it by this name. */
  boolean answersTo(String name) {
    return fileName().equals(name) || id().equals(name) || value("title").equals(name);
  }

  /** Whether it starts a Linux kernel. */
  boolean startsLinux() {
    return keys().containsKey("linux");
  }

  /** Whether it may belong to the system with this machine id: it names no other. */
  boolean isOf(String machineId) {
    List<String> owner = keys().get("machine-id");
    return owner.isEmpty() || owner.contains(machineId);
  }

  /** Whether it is the entry kept for when nothing else starts. */
  boolean isRescue() {
    return id().contains("-rescue") || id().startsWith("rescue");
  }

  /** Whether it starts an image that was set aside, or an attempt: nothing of ours follows it. */
  boolean isAside() {
    return fileName().startsWith(AsideEntry.OURS);
  }

  /** The same entry with one {@code options} line instead of those it has. */
  String withOptions(CommandLine wanted) {
    List<String> lines = new ArrayList<>();
    boolean written = false;
    for (String line : text.lines().toList()) {
      if (!line.matches("\\s*options\\s.*")) {
        lines.add(line);
      } else if (!written) {
        lines.add("options " + wanted);
        written = true;
      }
    }
    if (!written) {
      lines.add("options " + wanted);
    }
    return String.join("\n", lines) + "\n";
  }

  private ImmutableListMultimap<String, String> keys() {
    var keys = ImmutableListMultimap.<String, String>builder();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> keys.put(line.group(1), line.group(2)));
    return keys.build();
  }
}
