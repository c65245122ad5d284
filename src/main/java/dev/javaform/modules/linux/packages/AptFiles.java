package dev.javaform.modules.linux.packages;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.packages.Packages.Offer;
import java.util.List;
import java.util.Optional;

/** Package files of the host, as an {@code apt} task names them with {@code deb}. */
record AptFiles(ImmutableList<String> paths) {

  /**
   * A package file.
   *
   * @param name the package in it
   * @param version the package's version in it
   * @param installed the version that is installed; empty where none is
   */
  record AptFile(String path, String name, String version, Optional<String> installed) {

    /** From a line that {@link #script} prints. */
    static AptFile of(String line) {
      List<String> parts = TABS.splitToList(line);
      return new AptFile(
          parts.get(0),
          parts.get(1),
          parts.get(2),
          Optional.of(parts.get(3)).filter(version -> !version.isEmpty()));
    }

    /** What the file offers, under its path. */
    Offer offer() {
      return new Offer(Optional.of(version), ImmutableList.of(version), ImmutableList.of());
    }
  }

  private static final Splitter TABS = Splitter.on('\t');
  private static final String INSTALLED = "${Architecture} ${Version} ${db:Status-Abbrev}\\n";

  /**
   * In {@code words} remain the files whose version is not the installed one. dpkg-deb would make a
   * directory to read fields in, so tar reads them.
   */
  private static final String SCRIPT =
      """
      words=
      title deb
      for file in {}; do
        set -- $(dpkg-deb --ctrl-tarfile "$file" 2>/dev/null |
          tar -xO -f - ./control control 2>/dev/null |
          awk '/^Package:/ {p = $2} /^Architecture:/ {a = $2} /^Version:/ {v = $2} END {print p, a, v}')
        [ $# = 3 ] || continue
        have=$(dpkg-query -W -f {} "$1" 2>/dev/null | awk -v a="$2" '
          substr($3, 2, 1) == "i" && ($1 == a || $1 == "all" || a == "all") {print $2; exit}')
        printf '|%s\t%s\t%s\t%s\\n' "$file" "$1" "$3" "$have"
        [ "$have" = "$3" ] || words="$words $file"
      done
      """;

  AptFiles {
    for (String path : paths) {
      if (path.contains("://")) {
        throw new IllegalArgumentException(
            "deb takes files on the host, not addresses: fetch \"%s\" in an earlier task."
                .formatted(path));
      }
      if (!path.matches("/[A-Za-z0-9._+~:%@=,/-]*[.]deb")) {
        throw new IllegalArgumentException(
            "\"%s\" must be the absolute path of a .deb file, without spaces and quotes."
                .formatted(path));
      }
    }
  }

  Script.Sh script() {
    return Script.sh(SCRIPT, paths, INSTALLED);
  }
}
