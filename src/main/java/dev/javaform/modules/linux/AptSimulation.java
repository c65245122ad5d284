package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Script;
import java.util.function.Function;

/**
 * Asks apt-get(8) to simulate the very call that an {@code apt} task makes for the packages it
 * names, where there is anything to do: it tells which other packages come along or go, and what it
 * would refuse.
 */
record AptSimulation(Apt wish) {

  /** The signs of a version are none of the shell's but {@code *}, which means the same there. */
  private static final String FUNCTIONS =
      """
      version() {
        printf '%s\\n' "$known" | awk -F '\t' -v n="$1" -v s={} '
          index(s, substr($4, 2, 1)) && ($1 == n || $1 ":" $2 == n) {print $3; exit}'
      }
      install() { case $(version "$1") in $3) ;; *) words="$words $2" ;; esac; }
      remove() { [ -z "$(version "$1")" ] || words="$words $1"; }
      words=
      """;

  /** The policy tells whether any candidate is newer. */
  private static final String LATEST =
      """
      printf '%s\\n' "$policy" |
        awk '$1 == "Installed:" {have = $2} $1 == "Candidate:" && $2 != have {exit 1}' ||
        words={}
      """;

  private static final String CALL =
      """
      if [ -n "$words" ]; then
        said=$(set -f; apt-get -s -q -y -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \\
          {} {} $words 2>&1) || printf '%s\\n' "$said" | sed -n 's/^E: /refused\t/p'
        printf '%s\\n' "$said" | grep -E '^(Inst|Remv|Purg) ' | sed 's/^/pending\t/'
      fi
      """;

  /** Comes after the questions of {@link AptProbe} about the same packages. */
  Script script() {
    if (wish.name().isEmpty()) {
      return Script.sh(":");
    }
    String states = wish.purge() && wish.state().equals("absent") ? "ic" : "i";
    var commands = new AptCommands(wish);
    return Script.sh(FUNCTIONS, states)
        .then(words())
        .then(Script.sh(CALL, commands.options(), commands.verb()));
  }

  /** The packages that are wanted in one version. */
  ImmutableList<String> pinned() {
    return wish.specs().stream()
        .filter(spec -> spec.version().isPresent())
        .map(AptSpec::name)
        .collect(ImmutableList.toImmutableList());
  }

  private Script words() {
    return switch (wish.state()) {
      case "absent" -> each(spec -> Script.sh("remove {}", spec.name()));
      case "latest" -> Script.sh(LATEST, String.join(" ", wish.name()));
      default -> each(AptSimulation::install);
    };
  }

  private static Script install(AptSpec spec) {
    return Script.sh("install {} {} {}", spec.name(), spec.word(), spec.version().orElse("?*"));
  }

  private Script each(Function<AptSpec, Script> call) {
    ImmutableList<AptSpec> specs = wish.specs();
    return specs.stream().map(call).reduce(Script.sh(":"), Script::then);
  }
}
