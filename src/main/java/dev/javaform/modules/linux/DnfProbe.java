package dev.javaform.modules.linux;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.Packages.Lists;
import dev.javaform.modules.linux.Packages.Offer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
      for name in {}; do
        version=$(rpm -q --qf {} "$name" 2>/dev/null) ||
          version=$(rpm -q --qf {} --whatprovides "$name" 2>/dev/null) || version=
        version=$(printf '%s\\n' "$version" | sort -V | tail -n 1)
        if [ -n "$version" ]; then printf 'rpm\t%s\t%s\\n' "$name" "$version"
        else missing="$missing $name"; fi
      done
      """;

  private static final String REFUSED =
      """
      refused() { printf 'refused\t%s\\n' "$(printf '%s\\n' "$said" | tail -n 1)"; }
      """;

  /** Of what is installed only newer versions count. */
  private static final String OFFERED =
      """
      for name in $asked; do
        case "$missing " in *" $name "*) newer= ;; *) newer=--upgrades ;; esac
        said=$(dnf -q {} repoquery $newer --latest-limit=1 --arch "$(uname -m),noarch" \\
          --qf {} --whatprovides "$name" 2>&1) || { refused; break; }
        version=$(printf '%s\\n' "$said" | grep -E '^[0-9]+:[^ ]+-[^ ]+$' | sort -V | tail -n 1)
        [ -z "$version" ] || printf 'offer\t%s\t%s\\n' "$name" "$version"
      done
      """;

  /** What advisories bring for installed packages: the newest of them, not what came later. */
  private static final String ADVISED =
      """
      said=$(dnf -q {} updateinfo list {} 2>&1) || refused
      for name in {}; do
        version=$(printf '%s\\n' "$said" | awk -v n="$name-" 'index($3, n) == 1 {
          v = substr($3, length(n) + 1); sub(/[.][^.]*$/, "", v)
          if (v ~ /^[^-]*-[^-]*$/) print (v ~ /:/ ? v : "0:" v)}' | sort -V | tail -n 1)
        [ -z "$version" ] || printf 'offer\t%s\t%s\\n' "$name" "$version"
      done
      """;

  /** Only reads; needs no root. Hosts without dnf print that there is none. */
  Script script() {
    Script script =
        Script.sh(
                """
                LC_ALL=C; export LC_ALL
                command -v dnf >/dev/null 2>&1 || { echo 'manager\tnone'; exit 0; }
                echo 'manager\tdnf'
                """)
            .then(Script.sh(INSTALLED, wish.name(), FORMAT, FORMAT));
    if (wish.state().equals("absent")) {
      return script;
    }
    return script.then(offers()).within(Duration.ofMinutes(5));
  }

  private Script offers() {
    var commands = new DnfCommands(wish);
    Script offered = Script.sh(REFUSED).then(Script.sh(OFFERED, commands.everywhere(), QUERY));
    if (!wish.state().equals("latest")) {
      return Script.sh("asked=$missing").then(offered);
    }
    return commands.advisories().isEmpty()
        ? Script.sh("asked={}", String.join(" ", wish.name())).then(offered)
        : Script.sh("asked=$missing")
            .then(offered)
            .then(Script.sh(ADVISED, commands.everywhere(), commands.advisories(), wish.name()));
  }

  /** The state that the script's lines tell. */
  Packages read(Output output) {
    var installed = new LinkedHashMap<String, String>();
    var offers = ImmutableMap.<String, Offer>builder();
    String manager = "none";
    String refusal = "";
    for (String line : output.lines()) {
      List<String> parts = TABS.splitToList(line);
      if (parts.size() == 2 && parts.getFirst().equals("manager")) {
        manager = parts.get(1);
      } else if (parts.getFirst().equals("refused")) {
        refusal = line.substring(line.indexOf('\t') + 1);
      } else if (parts.size() == 3 && parts.getFirst().equals("rpm")) {
        installed.put(parts.get(1), parts.get(2));
      } else if (parts.size() == 3 && parts.getFirst().equals("offer")) {
        var versions = ImmutableList.of(parts.get(2));
        offers.put(
            parts.get(1), new Offer(Optional.of(parts.get(2)), versions, ImmutableList.of()));
      }
    }
    return new Packages(
        manager,
        ImmutableSortedMap.copyOf(installed),
        ImmutableList.of(),
        Lists.ANY,
        ImmutableList.of(),
        ImmutableList.of(),
        offers.buildKeepingLast(),
        refusal,
        0);
  }
}
