package dev.javaform.modules.linux.packages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A package as a task names it: {@code foo}, {@code foo:i386}, {@code foo=1.2*} or {@code
 * foo/stable}.
 *
 * @param name the package, with its architecture if given
 * @param version the version wanted; {@code *} stands for anything
 * @param release the release to take it from
 */
record AptSpec(String name, Optional<String> version, Optional<String> release) {

  /**
   * Names as the Debian Policy Manual allows them, section 5.6.1; with large letters too, which apt
   * only calls unknown: {@code package} names packages of other systems as well.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9+._-]*(?::[a-z0-9-]+)?)(?:=([A-Za-z0-9.+:~*-]+)|/([A-Za-z0-9._-]+))?");

  static AptSpec of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || parts.group(1).endsWith("-")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a package: write NAME, NAME:ARCHITECTURE, NAME=VERSION or NAME/RELEASE."
              .formatted(text));
    }
    return new AptSpec(
        parts.group(1), Optional.ofNullable(parts.group(2)), Optional.ofNullable(parts.group(3)));
  }

  /** Whether an installed version is good enough. */
  boolean accepts(String installed) {
    return version
        .map(AptSpec::glob)
        .map(wanted -> wanted.matcher(installed).matches())
        .orElse(true);
  }

  /** The word for apt-get(8). */
  String word() {
    return name
        + version.map(each -> "=" + each).or(() -> release.map(each -> "/" + each)).orElse("");
  }

  private static Pattern glob(String version) {
    return Pattern.compile(
        Pattern.compile("\\*")
            .splitAsStream(version + " ")
            .map(each -> Pattern.quote(each.strip()))
            .collect(Collectors.joining(".*")));
  }
}
