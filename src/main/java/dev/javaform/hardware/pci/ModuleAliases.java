package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernel's modules by the patterns of the devices they are for: the lines {@code alias PATTERN
 * MODULE} of {@code modules.alias} (depmod(8)), and the {@code MODULE.alias=PATTERN} of {@code
 * modules.builtin.modinfo} for what is built in.
 *
 * @param entries in the order found
 */
record ModuleAliases(ImmutableList<Entry> entries) {

  /** A pattern as fnmatch(3) has it, and the module that it leads to. */
  record Entry(Pattern pattern, String module) {}

  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  /** The aliases of the running kernel, as far as they were read. */
  static ModuleAliases of(HostTree tree) {
    Optional<String> release = tree.value("proc/sys/kernel/osrelease");
    return new ModuleAliases(
        folders(tree, release).flatMap(folder -> entries(tree, folder)).collect(toImmutableList()));
  }

  /** The modules for a device, those built into the kernel among them. */
  ImmutableSet<String> modules(String modalias) {
    return entries.stream()
        .filter(entry -> entry.pattern().matcher(modalias).matches())
        .map(Entry::module)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The folder of the running kernel; where it is unknown, the only one. */
  private static Stream<String> folders(HostTree tree, Optional<String> release) {
    var known = tree.names("lib/modules");
    return known.stream()
        .filter(name -> release.map(name::equals).orElse(known.size() == 1))
        .map("lib/modules/"::concat);
  }

  private static Stream<Entry> entries(HostTree tree, String folder) {
    return Stream.concat(
        tree.lines(folder + "/modules.alias").stream().flatMap(line -> loadable(line).stream()),
        tree.lines(folder + "/modules.builtin.modinfo").stream()
            .flatMap(line -> builtIn(line).stream()));
  }

  private static Optional<Entry> loadable(String line) {
    List<String> words = BLANKS.splitToList(line);
    return words.size() == 3 && words.get(0).equals("alias") && words.get(1).startsWith("pci:")
        ? Optional.of(entry(words.get(1), words.get(2)))
        : Optional.empty();
  }

  private static Optional<Entry> builtIn(String line) {
    int dot = line.indexOf(".alias=pci:");
    return dot < 1
        ? Optional.empty()
        : Optional.of(
            entry(line.substring(dot + ".alias=".length()).strip(), line.substring(0, dot)));
  }

  private static Entry entry(String glob, String module) {
    var regex = new StringBuilder();
    for (String literal : Splitter.on('*').split(glob)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return new Entry(Pattern.compile(regex.toString()), module);
  }
}
