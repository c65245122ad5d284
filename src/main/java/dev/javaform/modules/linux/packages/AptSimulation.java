package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Script;
import java.util.function.Function;

/**
 * Asks apt-get(8) to simulate the very call that an {@code apt} task makes, where there is anything
 * to do: it tells which packages come or go, and what it would refuse.
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

  /** What sources need goes through a file of apt-get's own, which stays in memory. */
  private static final String CALL =
      """
      simulate() {
        said=$(set -f; TMPDIR=/dev/shm apt-get -s -q -y -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \\
          {} {} $words 2>&1) || { title refused; printf '%s\\n' "$said" | sed -n 's/^E: /|/p'; }
        title pending; printf '%s\\n' "$said" | grep -E '^(Inst|Remv|Purg|Del) ' | bars
      }
      """;

  /** A simulated clean always names everything, so the files themselves are looked at. */
  private static final String FETCHED =
      """
      title pending
      for file in /var/cache/apt/archives/*.deb; do
        [ -e "$file" ] && printf '|Del %s\\n' "$file"
      done
      """;

  /** Comes after the questions of {@link AptProbe} about the same packages. */
  Script.Sh script() {
    var commands = new AptCommands(wish);
    if (commands.verb().isEmpty()) {
      return Script.sh(":");
    }
    if (commands.verb().equals(ImmutableList.of("clean"))) {
      return Script.sh(FETCHED);
    }
    Script.Sh simulate = Script.sh(CALL, commands.options(), commands.verb());
    return wish.namesPackages()
        ? words().then(simulate).then(Script.sh("[ -z \"$words\" ] || simulate"))
        : simulate.then(Script.sh("words=\nsimulate"));
  }

  /** The packages that are wanted in one version. */
  ImmutableList<String> pinned() {
    return wish.specs().stream()
        .filter(spec -> spec.version().isPresent())
        .map(AptSpec::name)
        .collect(ImmutableList.toImmutableList());
  }

  private Script.Sh words() {
    if (!wish.deb().isEmpty()) {
      return new AptFiles(wish.deb()).script();
    }
    String states = wish.purge() && wish.state().equals("absent") ? "ic" : "i";
    Script.Sh functions = Script.sh(FUNCTIONS, states);
    return switch (wish.state()) {
      case "absent" -> functions.then(each(spec -> Script.sh("remove {}", spec.name())));
      case "latest" -> functions.then(Script.sh(LATEST, String.join(" ", wish.name())));
      default -> functions.then(each(AptSimulation::install));
    };
  }

  private static Script.Sh install(AptSpec spec) {
    return Script.sh("install {} {} {}", spec.name(), spec.word(), spec.version().orElse("?*"));
  }

  private Script.Sh each(Function<AptSpec, Script.Sh> call) {
    ImmutableList<AptSpec> specs = wish.specs();
    return specs.stream().map(call).reduce(Script.sh(":"), Script.Sh::then);
  }
}
