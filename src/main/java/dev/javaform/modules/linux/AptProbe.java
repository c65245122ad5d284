package dev.javaform.modules.linux;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.AptFiles.AptFile;
import dev.javaform.modules.linux.Packages.Lists;
import dev.javaform.modules.linux.Packages.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

  /** Lines of dpkg; then, in {@code missing}, the names that are not installed. */
  private static final String INSTALLED =
      """
      known=$(dpkg-query -W -f {} {} 2>/dev/null)
      printf '%s\\n' "$known" | sed 's/^/dpkg\t/'
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
        printf '%s\\n' "$policy" | sed 's/^/policy\t/'
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
          printf '%s\\n' "$provided" | sed 's/^/provides\t/'
          dpkg-query -W -f {} $(printf '%s\\n' "$provided" | cut -f 2) 2>/dev/null |
            sed 's/^/dpkg\t/'
        fi
      fi
      """;

  /** When the lists were fetched last, and how long ago. */
  private static final String AGE =
      """
      newest=$(stat -c %Y /var/lib/apt/periodic/update-success-stamp /var/lib/apt/lists 2>/dev/null |
        sort -n | tail -n 1)
      printf 'fetched	%s\nage	%s\n' "${newest:-0}" $(($(date +%s) - ${newest:-0}))
      """;

  /**
   * Only reads: apt keeps its index in memory, where it would write a cache. Needs no root. Hosts
   * without apt print that there is none.
   */
  Script script() {
    Script script =
        Script.sh(
            """
            LC_ALL=C; export LC_ALL
            command -v apt-get >/dev/null 2>&1 || { echo 'manager\tnone'; exit 0; }
            echo 'manager\tapt'
            """);
    if (!names.isEmpty()) {
      script = script.then(Script.sh(INSTALLED, FORMAT, names, names)).then(offered());
    }
    return script.then(Script.sh(AGE)).then(foresight.script()).then(Script.sh("exit 0"));
  }

  private Script offered() {
    if (offers == Asking.NEVER) {
      return Script.sh(":");
    }
    String preferred = "APT::Default-Release=" + release.orElse("");
    Script asked =
        offers == Asking.ALL
            ? Script.sh("asked={}", String.join(" ", names))
            : Script.sh("asked=\"$missing \"{}", String.join(" ", foresight.pinned()));
    return asked.then(Script.sh(POLICY, preferred)).then(Script.sh(PROVIDERS, FORMAT));
  }

  /** The state that the script's lines tell. */
  Packages read(Output output) {
    var known = new LinkedHashMap<String, String>();
    var removed = new ArrayList<String>();
    var provides = new LinkedHashMap<String, List<String>>();
    var policy = new ArrayList<String>();
    var pending = ImmutableList.<String>builder();
    var refusals = new ArrayList<String>();
    var files = new ArrayList<AptFile>();
    String manager = "none";
    Lists lists = Lists.ANY;
    long fetched = 0;
    for (String line : output.lines()) {
      List<String> parts = TABS.splitToList(line);
      String rest = line.substring(line.indexOf('\t') + 1);
      switch (parts.getFirst()) {
        case "manager" -> manager = rest;
        case "dpkg" -> installed(parts, known, removed);
        case "provides" ->
            provides.computeIfAbsent(parts.get(1), _ -> new ArrayList<>()).add(parts.get(2));
        case "policy" -> policy.add(rest);
        case "fetched" -> fetched = Long.parseLong(rest);
        case "age" -> lists = lists(Long.parseLong(rest));
        case "deb" -> files.add(AptFile.of(parts.subList(1, parts.size())));
        case "pending" -> {
          if (!isNamed(rest, files)) {
            pending.add(AptWork.words(rest));
          }
        }
        case "refused" -> refusals.add(rest);
        default -> {} // a program's remark
      }
    }
    var offers = AptPolicy.read(policy, provides);
    var installed = ImmutableSortedMap.<String, String>naturalOrder();
    installed.putAll(versions(known, offers));
    files.forEach(file -> file.installed().ifPresent(each -> installed.put(file.path(), each)));
    return new Packages(
        manager,
        installed.buildOrThrow(),
        removed.stream().filter(names::contains).collect(ImmutableList.toImmutableList()),
        lists,
        pending.build(),
        ImmutableList.of(),
        ImmutableMap.<String, Offer>builder()
            .putAll(offers)
            .putAll(Maps.transformValues(Maps.uniqueIndex(files, AptFile::path), AptFile::offer))
            .buildOrThrow(),
        String.join(" ", refusals),
        fetched);
  }

  private Lists lists(long age) {
    return listsAge.map(limit -> age < limit ? Lists.FRESH : Lists.STALE).orElse(Lists.ANY);
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
    if (parts.size() < 5 || parts.get(4).length() < 2) {
      return;
    }
    char status = parts.get(4).charAt(1);
    if (status == 'i') {
      known.put(parts.get(1), parts.get(3));
      known.put(parts.get(1) + ":" + parts.get(2), parts.get(3));
    } else if (status == 'c') {
      removed.add(parts.get(1));
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
