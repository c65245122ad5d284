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
record DnfProbe(ImmutableList<String> names, String state, ImmutableList<String> repositories) {

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

  private static final String OFFERED =
      """
      for name in $asked; do
        version=$(dnf -q {} repoquery --latest-limit=1 --arch "$(uname -m),noarch" \\
          --qf {} --whatprovides "$name" 2>/dev/null | sort -V | tail -n 1)
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
            .then(Script.sh(INSTALLED, names, FORMAT, FORMAT));
    if (state.equals("absent")) {
      return script;
    }
    Script asked =
        state.equals("latest")
            ? Script.sh("asked={}", String.join(" ", names))
            : Script.sh("asked=$missing");
    return script
        .then(asked)
        .then(Script.sh(OFFERED, repositories, QUERY))
        .within(Duration.ofMinutes(5));
  }

  /** The state that the script's lines tell. */
  Packages read(Output output) {
    var installed = new LinkedHashMap<String, String>();
    var offers = ImmutableMap.<String, Offer>builder();
    String manager = "none";
    for (String line : output.lines()) {
      List<String> parts = TABS.splitToList(line);
      if (parts.size() == 2 && parts.getFirst().equals("manager")) {
        manager = parts.get(1);
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
        "",
        0);
  }
}
