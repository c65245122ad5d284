package dev.javaform.modules.linux.packages;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.packages.AptFiles.AptFile;
import dev.javaform.modules.linux.packages.Packages.Lists;
import dev.javaform.modules.linux.packages.Packages.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks dpkg and apt about packages. The package lists are only opened where something is missing or
 * the newest versions are wanted, since that is what takes time.
 *
 * @param names packages to look at
 * @param offers whether to ask what is on offer: never, for packages that are missing or wanted in
 *     one version, or for all
 * @param listsAge how old the package lists may be, in seconds; empty: their age does not matter
 * @param release the release that has priority
 * @param foresight what apt-get would do
 */
record AptProbe(
    ImmutableList<String> names,
    Asking offers,
    Optional<Integer> listsAge,
    Optional<String> release,
    AptSimulation foresight) {

  /** For which packages to ask what is on offer. */
  enum Asking {
    NEVER,
    MISSING,
    ALL
  }

  private static final Splitter TABS = Splitter.on('\t');

  private static final String FORMAT =
      "${Package}\\t${Architecture}\\t${Version}\\t${db:Status-Abbrev}\\n";

  /** Lines of dpkg-query(1); then, in {@code missing}, the names that are not installed. */
  private static final String INSTALLED =
      """
      known=$(dpkg-query -W -f {} {} 2>/dev/null)
      title dpkg; printf '%s\\n' "$known" | bars
      here=$(printf '%s\\n' "$known" |
        awk -F '\t' 'substr($4, 2, 1) == "i" {print " " $1 " "; print " " $1 ":" $2 " "}')
      missing=
      for name in {}; do
        case "$here" in *" $name "*) ;; *) missing="$missing $name" ;; esac
      done
      """;

  private static final String POLICY =
      """
      policy=
      if [ -n "${asked# }" ]; then
        policy=$(apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o {} policy $asked 2>/dev/null)
        title policy; printf '%s\\n' "$policy" | bars
      fi
      """;

  /** Packages that stand in for the missing ones, and whether they are installed. */
  private static final String PROVIDERS =
      """
      if [ -n "$missing" ]; then
        provided=$(apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= showpkg $missing 2>/dev/null | awk '
          /^Package: / {name = $2; on = 0}
          /^Reverse Provides:/ {on = 1; next}
          on && NF {print name "\t" $1}' | sort -u)
        if [ -n "$provided" ]; then
          title provides; printf '%s\\n' "$provided" | bars
          section dpkg dpkg-query -W -f {} $(printf '%s\\n' "$provided" | cut -f 2)
        fi
      fi
      """;

  /** When the lists were fetched last, and how long ago. */
  private static final String AGE =
      """
      newest=$(stat -c %Y /var/lib/apt/periodic/update-success-stamp /var/lib/apt/lists 2>/dev/null |
        sort -n | tail -n 1)
      section fetched echo "${newest:-0}"
      section age echo $(($(date +%s) - ${newest:-0}))
      """;

  /**
   * Only reads: apt keeps its index in memory, where it would write a cache. Needs no root. Hosts
   * without apt print that there is none.
   */
  Script.Sh script() {
    Script.Sh script =
        Sections.script(
            """
            command -v apt-get >/dev/null 2>&1 || { section manager echo none; exit 0; }
            section manager echo apt
            """);
    if (!names.isEmpty()) {
      script = script.then(Script.sh(INSTALLED, FORMAT, names, names)).then(offered());
    }
    return script.then(Script.sh(AGE)).then(foresight.script()).then(Script.sh("exit 0"));
  }

  private Script.Sh offered() {
    if (offers == Asking.NEVER) {
      return Script.sh(":");
    }
    String preferred = "APT::Default-Release=" + release.orElse("");
    Script.Sh asked =
        offers == Asking.ALL
            ? Script.sh("asked={}", String.join(" ", names))
            : Script.sh("asked=\"$missing \"{}", String.join(" ", foresight.pinned()));
    return asked.then(Script.sh(POLICY, preferred)).then(Script.sh(PROVIDERS, FORMAT));
  }

  /** The state that the script's sections tell. */
  Packages read(Output output) {
    Sections seen = Sections.read(output);
    var known = new LinkedHashMap<String, String>();
    var removed = new ArrayList<String>();
    seen.of("dpkg").forEach(line -> installed(TABS.splitToList(line), known, removed));
    var files = seen.of("deb").stream().map(AptFile::of).collect(toImmutableList());
    var offers = AptPolicy.read(seen.of("policy"), provides(seen.of("provides")));
    return new Packages(
        Packages.manager(seen),
        installed(versions(known, offers), files),
        removed.stream().filter(names::contains).collect(toImmutableList()),
        seen.of("age").stream().findFirst().map(this::lists).orElse(Lists.ANY),
        pending(seen.of("pending"), files),
        ImmutableList.of(),
        ImmutableMap.<String, Offer>builder()
            .putAll(offers)
            .putAll(Maps.transformValues(Maps.uniqueIndex(files, AptFile::path), AptFile::offer))
            .buildOrThrow(),
        String.join(" ", seen.of("refused")),
        seen.of("fetched").stream().findFirst().map(Long::parseLong).orElse(0L));
  }

  private static Map<String, List<String>> provides(List<String> lines) {
    return lines.stream()
        .map(TABS::splitToList)
        .collect(groupingBy(List::getFirst, LinkedHashMap::new, mapping(List::getLast, toList())));
  }

  private static ImmutableSortedMap<String, String> installed(
      Map<String, String> versions, List<AptFile> files) {
    var installed = ImmutableSortedMap.<String, String>naturalOrder().putAll(versions);
    files.forEach(file -> file.installed().ifPresent(each -> installed.put(file.path(), each)));
    return installed.buildOrThrow();
  }

  private ImmutableList<String> pending(List<String> lines, List<AptFile> files) {
    return lines.stream()
        .filter(line -> !isNamed(line, files))
        .map(AptWork::words)
        .collect(toImmutableList());
  }

  private Lists lists(String age) {
    return listsAge
        .map(limit -> Long.parseLong(age) < limit ? Lists.FRESH : Lists.STALE)
        .orElse(Lists.ANY);
  }

  /** Whether a line about a package is about one that the task names itself. */
  private boolean isNamed(String line, List<AptFile> files) {
    List<String> words = Splitter.on(' ').limit(3).splitToList(line);
    return words.size() > 1
        && (names.contains(words.get(1))
            || files.stream().anyMatch(file -> file.name().equals(words.get(1))));
  }

  /** The second letter of a status: i is installed, c is removed with its configuration left. */
  private static void installed(
      List<String> parts, LinkedHashMap<String, String> known, List<String> removed) {
    if (parts.size() < 4 || parts.get(3).length() < 2) {
      return;
    }
    char status = parts.get(3).charAt(1);
    if (status == 'i') {
      known.put(parts.get(0), parts.get(2));
      known.put(parts.get(0) + ":" + parts.get(1), parts.get(2));
    } else if (status == 'c') {
      removed.add(parts.get(0));
    }
  }

  /** A name that no package has counts as installed where a package that provides it is. */
  private ImmutableMap<String, String> versions(
      LinkedHashMap<String, String> known, ImmutableMap<String, Offer> offers) {
    var versions = ImmutableMap.<String, String>builder();
    for (String name : ImmutableList.copyOf(new LinkedHashSet<>(names))) {
      Offer offer = offers.getOrDefault(name, Offer.NONE);
      if (known.containsKey(name)) {
        versions.put(name, known.get(name));
      } else if (offer.versions().isEmpty()) {
        offer.providers().stream()
            .filter(known::containsKey)
            .findFirst()
            .ifPresent(provider -> versions.put(name, "provided by " + provider));
      }
    }
    return versions.buildOrThrow();
  }
}
