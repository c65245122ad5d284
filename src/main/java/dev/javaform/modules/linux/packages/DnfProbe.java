package dev.javaform.modules.linux.packages;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.packages.Packages.Lists;
import dev.javaform.modules.linux.packages.Packages.Offer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks rpm and dnf about packages. The repositories are only asked where something is missing or
 * the newest versions are wanted.
 */
record DnfProbe(Dnf wish) {

  private static final Splitter TABS = Splitter.on('\t');
  private static final String FORMAT = "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n";
  private static final String QUERY = "%{epoch}:%{version}-%{release}\\n";

  /** One line for each name: how the task names it, and the newest installed version. */
  private static final String INSTALLED =
      """
      missing=
      title rpm
      for name in {}; do
        version=$(rpm -q --qf {} "$name" 2>/dev/null) ||
          version=$(rpm -q --qf {} --whatprovides "$name" 2>/dev/null) || version=
        version=$(printf '%s\\n' "$version" | sort -V | tail -n 1)
        if [ -n "$version" ]; then printf '|%s\t%s\\n' "$name" "$version"
        else missing="$missing $name"; fi
      done
      """;

  private static final String REFUSED =
      """
      refused() { title refused; printf '%s\\n' "$said" | tail -n 1 | bars; }
      """;

  /** Of what is installed only newer versions count. */
  private static final String OFFERED =
      """
      title offer
      for name in $asked; do
        case "$missing " in *" $name "*) newer= ;; *) newer=--upgrades ;; esac
        said=$(dnf -q {} repoquery $newer --latest-limit=1 --arch "$(uname -m),noarch" \\
          --qf {} --whatprovides "$name" 2>&1) || { refused; break; }
        version=$(printf '%s\\n' "$said" | grep -E '^[0-9]+:[^ ]+-[^ ]+$' | sort -V | tail -n 1)
        [ -z "$version" ] || printf '|%s\t%s\\n' "$name" "$version"
      done
      """;

  /** What advisories bring for installed packages: the newest of them, not what came later. */
  private static final String ADVISED =
      """
      said=$(dnf -q {} updateinfo list {} 2>&1) || refused
      title offer
      for name in {}; do
        version=$(printf '%s\\n' "$said" | awk -v n="$name-" 'index($3, n) == 1 {
          v = substr($3, length(n) + 1); sub(/[.][^.]*$/, "", v)
          if (v ~ /^[^-]*-[^-]*$/) print (v ~ /:/ ? v : "0:" v)}' | sort -V | tail -n 1)
        [ -z "$version" ] || printf '|%s\t%s\\n' "$name" "$version"
      done
      """;

  /** Only reads; needs no root. Hosts without dnf print that there is none. */
  Script.Sh script() {
    Script.Sh script =
        Sections.script(
                """
                command -v dnf >/dev/null 2>&1 || { section manager echo none; exit 0; }
                section manager echo dnf
                """)
            .then(Script.sh(INSTALLED, wish.name(), FORMAT, FORMAT));
    if (wish.state().equals("absent")) {
      return script;
    }
    return script.then(offers()).within(Duration.ofMinutes(5));
  }

  private Script.Sh offers() {
    var commands = new DnfCommands(wish);
    Script.Sh offered = Script.sh(REFUSED).then(Script.sh(OFFERED, commands.everywhere(), QUERY));
    if (!wish.state().equals("latest")) {
      return Script.sh("asked=$missing").then(offered);
    }
    return commands.advisories().isEmpty()
        ? Script.sh("asked={}", String.join(" ", wish.name())).then(offered)
        : Script.sh("asked=$missing")
            .then(offered)
            .then(Script.sh(ADVISED, commands.everywhere(), commands.advisories(), wish.name()));
  }

  /** The state that the script's sections tell. */
  Packages read(Output output) {
    Sections seen = Sections.read(output);
    return new Packages(
        Packages.manager(seen),
        ImmutableSortedMap.copyOf(versions(seen.of("rpm"))),
        ImmutableList.of(),
        Lists.ANY,
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableMap.copyOf(Maps.transformValues(versions(seen.of("offer")), DnfProbe::offer)),
        seen.first("refused"),
        0);
  }

  /** A version for each name; of a name's versions the last. */
  private static Map<String, String> versions(List<String> lines) {
    var versions = new LinkedHashMap<String, String>();
    for (String line : lines) {
      List<String> parts = TABS.splitToList(line);
      versions.put(parts.getFirst(), parts.getLast());
    }
    return versions;
  }

  private static Offer offer(String version) {
    return new Offer(Optional.of(version), ImmutableList.of(version), ImmutableList.of());
  }
}
