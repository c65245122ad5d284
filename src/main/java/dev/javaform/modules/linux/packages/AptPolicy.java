package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.modules.linux.packages.Packages.Offer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code apt-cache policy} prints: apt-cache(8). */
final class AptPolicy {

  private static final Pattern VERSION = Pattern.compile("(?: \\*\\*\\*|    ) (\\S+) -?\\d+");

  private AptPolicy() {}

  /**
   * What is on offer by name.
   *
   * @param providers packages by the virtual package they provide
   */
  static ImmutableMap<String, Offer> read(List<String> lines, Map<String, List<String>> providers) {
    var offers = ImmutableMap.<String, Offer>builder();
    var paragraph = new ArrayList<String>();
    for (String line : lines) {
      if (!line.startsWith(" ") && !paragraph.isEmpty()) {
        add(offers, paragraph, providers);
        paragraph.clear();
      }
      paragraph.add(line);
    }
    if (!paragraph.isEmpty()) {
      add(offers, paragraph, providers);
    }
    var named = offers.buildKeepingLast();
    return ImmutableMap.<String, Offer>builder()
        .putAll(named)
        .putAll(virtual(providers, named))
        .buildOrThrow();
  }

  private static void add(
      ImmutableMap.Builder<String, Offer> offers,
      List<String> paragraph,
      Map<String, List<String>> providers) {
    String name = paragraph.getFirst().replaceFirst(":$", "");
    Optional<String> candidate =
        paragraph.stream()
            .map(String::strip)
            .filter(line -> line.startsWith("Candidate: ") && !line.endsWith("(none)"))
            .map(line -> line.substring("Candidate: ".length()))
            .findFirst();
    offers.put(
        name,
        new Offer(
            candidate,
            versions(paragraph),
            ImmutableList.copyOf(providers.getOrDefault(name, List.of()))));
  }

  private static ImmutableList<String> versions(List<String> paragraph) {
    var versions = new LinkedHashSet<String>();
    for (String line : paragraph) {
      Matcher version = VERSION.matcher(line);
      if (version.matches()) {
        versions.add(version.group(1));
      }
    }
    return ImmutableList.copyOf(versions);
  }

  /** Virtual packages that the policy does not mention at all. */
  private static Map<String, Offer> virtual(
      Map<String, List<String>> providers, Map<String, Offer> named) {
    var virtual = ImmutableMap.<String, Offer>builder();
    providers.forEach(
        (name, packages) -> {
          if (!named.containsKey(name)) {
            virtual.put(
                name,
                new Offer(Optional.empty(), ImmutableList.of(), ImmutableList.copyOf(packages)));
          }
        });
    return virtual.buildOrThrow();
  }
}
