package dev.javaform.hardware.capture;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts another word in place of a host's name, whole and without its domain. A name that the system
 * itself has, such as that of the distribution, tells nothing and stays.
 *
 * @param pattern what matches it; empty where there is nothing to replace
 */
record HostName(Optional<Pattern> pattern) {

  private static final ImmutableSet<String> WORDS =
      ImmutableSet.of(
          "localhost", "linux", "root", "home", "boot", "host", "swap", "data", "server", "system");
  private static final int SHORTEST = 3;

  static HostName of(HostTree tree) {
    String system = Ascii.toLowerCase(tree.text("etc/os-release").orElse(""));
    String names =
        Stream.of("proc/sys/kernel/hostname", "etc/hostname", "commands/hostname")
            .flatMap(path -> tree.value(path).stream())
            .flatMap(name -> Stream.of(name, Splitter.on('.').splitToList(name).getFirst()))
            .filter(name -> name.length() >= SHORTEST)
            .filter(name -> !WORDS.contains(Ascii.toLowerCase(name)))
            .filter(name -> !system.contains(Ascii.toLowerCase(name)))
            .distinct()
            .map(HostName::quoted)
            .collect(Collectors.joining("|"));
    return new HostName(
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(Pattern.compile("(?<![A-Za-z0-9])(?:" + names + ")(?![A-Za-z0-9])")));
  }

  /** In the names of volumes a hyphen stands twice (lvm(8)). */
  private static String quoted(String name) {
    return Splitter.on('-')
        .splitToStream(name)
        .map(Pattern::quote)
        .collect(Collectors.joining("--?"));
  }

  String in(String text) {
    return pattern.map(name -> name.matcher(text).replaceAll("host")).orElse(text);
  }
}
