package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A type 1 entry of the Boot Loader Specification: a small file per kernel. */
record LoaderEntry(String path, String text) {

  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s+(.*?)\\s*");

  /** The file's name without {@code .conf} and without systemd's counter of tries: its id. */
  String id() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.replaceFirst("(\\+\\d+(-\\d+)?)?\\.conf$", "");
  }

  /** The arguments, those of several {@code options} lines joined. */
  CommandLine options() {
    return CommandLine.of(String.join(" ", keys().get("options")));
  }

  /** Whether it starts a Linux kernel that belongs to the system with this machine id. */
  boolean startsLinuxOf(String machineId) {
    List<String> owner = keys().get("machine-id");
    return keys().containsKey("linux") && (owner.isEmpty() || owner.contains(machineId));
  }

  /** Whether it is the entry kept for when nothing else starts. */
  boolean isRescue() {
    return id().contains("-rescue") || id().startsWith("rescue");
  }

  /** By the version it names, else by its id: what is newer sorts first. */
  String version() {
    ImmutableList<String> version = keys().get("version");
    return version.isEmpty() ? id() : version.getFirst();
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
