package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hosts that the words of a command line mean: those of an inventory, and addresses that none
 * need know.
 *
 * @param names each once, in the order of the words
 * @param plain what the words themselves say of hosts, by their names
 */
record HostChoice(
    ImmutableList<String> names, ImmutableMap<String, ImmutableMap<String, Yaml>> plain) {

  private static final ImmutableSet<String> HERE = ImmutableSet.of("localhost", "127.0.0.1", "::1");

  /**
   * The hosts of these words.
   *
   * @throws DiagnosticException where a word means none
   */
  static HostChoice of(List<String> words, Inventory inventory) {
    List<String> patterns = new ArrayList<>();
    Map<String, ImmutableMap<String, Yaml>> plain = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    boolean empty = inventory.hosts().isEmpty();
    for (String word : words) {
      boolean known = HERE.contains(word) || inventory.hosts().contains(word);
      if (!known && (empty || word.contains("@"))) {
        plain.put(word, address(word).variables());
        names.add(word);
      } else {
        patterns.add(word);
      }
    }
    names.addAll(matching(patterns, inventory));
    return new HostChoice(ImmutableList.copyOf(names), ImmutableMap.copyOf(plain));
  }

  private static PlainHost address(String word) {
    return PlainHost.parse(word)
        .orElseThrow(
            () ->
                mistake(
                    ("\"%s\" is no address of a host, and no inventory knows it. Write"
                            + " [USER@]HOST[:PORT], or name an inventory with -i.")
                        .formatted(word)));
  }

  private static ImmutableList<String> matching(List<String> patterns, Inventory inventory) {
    if (patterns.isEmpty()) {
      return ImmutableList.of();
    }
    Diagnostics found = new Diagnostics();
    ImmutableList<String> names =
        inventory.select(HostPattern.parse(patterns, Mark.NOWHERE), found);
    if (!found.all().isEmpty()) {
      throw mistake(found.all().getFirst().detail());
    }
    if (names.isEmpty()) {
      throw mistake("%s matches no host.".formatted(String.join(" ", patterns)));
    }
    return names;
  }

  private static DiagnosticException mistake(String detail) {
    return new DiagnosticException(Diagnostic.error("No hosts", detail));
  }
}
