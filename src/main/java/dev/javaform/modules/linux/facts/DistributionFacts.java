package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Name, version and family of the distribution, from os-release(5), in Ansible's spelling. */
final class DistributionFacts implements FactReader {

  private static final ImmutableMap<String, String> NAMES =
      ImmutableMap.<String, String>builder()
          .put("debian", "Debian")
          .put("raspbian", "Debian")
          .put("ubuntu", "Ubuntu")
          .put("fedora", "Fedora")
          .put("rhel", "RedHat")
          .put("centos", "CentOS")
          .put("rocky", "Rocky")
          .put("almalinux", "AlmaLinux")
          .put("ol", "OracleLinux")
          .put("amzn", "Amazon")
          .put("arch", "Archlinux")
          .put("manjaro", "Manjaro")
          .put("alpine", "Alpine")
          .put("gentoo", "Gentoo")
          .put("kali", "Kali")
          .put("linuxmint", "Linux Mint")
          .put("opensuse-leap", "openSUSE Leap")
          .put("opensuse-tumbleweed", "openSUSE Tumbleweed")
          .put("pop", "Pop!_OS")
          .put("sles", "SLES")
          .put("nixos", "NixOS")
          .buildOrThrow();

  private static final ImmutableMap<String, String> FAMILIES =
      ImmutableMap.<String, String>builder()
          .put("debian", "Debian")
          .put("ubuntu", "Debian")
          .put("rhel", "RedHat")
          .put("fedora", "RedHat")
          .put("centos", "RedHat")
          .put("ol", "RedHat")
          .put("amzn", "RedHat")
          .put("suse", "Suse")
          .put("opensuse", "Suse")
          .put("sles", "Suse")
          .put("arch", "Archlinux")
          .put("manjaro", "Archlinux")
          .put("alpine", "Alpine")
          .put("gentoo", "Gentoo")
          .buildOrThrow();

  /** Whose file each of these is, in Ansible's order. */
  private static final ImmutableMap<String, String> VARIETIES =
      ImmutableMap.of(
          "etc/oracle-release", "OracleLinux",
          "etc/centos-release", "CentOS",
          "etc/redhat-release", "RedHat",
          "etc/alpine-release", "Alpine",
          "etc/arch-release", "Archlinux",
          "etc/gentoo-release", "Gentoo");

  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  @Override
  public String name() {
    return "distribution";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  @Override
  public String script() {
    return """
        if [ -r etc/os-release ]; then text etc/os-release; else text usr/lib/os-release; fi
        value etc/debian_version
        for f in etc/oracle-release etc/centos-release etc/redhat-release etc/alpine-release etc/arch-release \\
            etc/gentoo-release; do [ -e "$f" ] && echo "release-file=$f" && break; done
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var release =
        Assignments.of(
            text.block("etc/os-release").isEmpty()
                ? text.block("usr/lib/os-release")
                : text.block("etc/os-release"));
    String id = release.getOrDefault("ID", "linux");
    String version = version(id, release.getOrDefault("VERSION_ID", "NA"), text);
    String name = NAMES.getOrDefault(id, release.getOrDefault("NAME", "Linux"));
    var facts = ImmutableMap.<String, Object>builder();
    facts.put("ansible_distribution", name);
    facts.put("ansible_distribution_version", version);
    facts.put("ansible_distribution_major_version", part(version, 0).orElse("NA"));
    part(version, 1).ifPresent(minor -> facts.put("ansible_distribution_minor_version", minor));
    facts.put("ansible_distribution_release", codename(release));
    facts.put("ansible_os_family", family(id, release, name));
    facts.put("ansible_lsb", standardBase(release, version));
    facts.putAll(file(text, family(id, release, name)));
    return facts.buildOrThrow();
  }

  /** The file that tells the distribution in Ansible, and whose kind it is of. */
  private static ImmutableMap<String, Object> file(FactText text, String family) {
    String path = text.value("release-file").orElse("etc/os-release");
    String variety = VARIETIES.getOrDefault(path, family.equals("Suse") ? "SUSE" : family);
    return ImmutableMap.of(
        "ansible_distribution_file_path",
        "/" + path,
        "ansible_distribution_file_parsed",
        true,
        "ansible_distribution_file_variety",
        variety);
  }

  /** Debian's os-release has no minor version; debian_version has it, on stable releases. */
  private static String version(String id, String version, FactText text) {
    return text.value("etc/debian_version")
        .filter(full -> id.equals("debian") && full.matches("\\d+(\\.\\d+)?"))
        .orElse(version);
  }

  private static Optional<String> part(String version, int index) {
    List<String> parts = Splitter.on('.').splitToList(version);
    return parts.size() > index ? Optional.of(parts.get(index)) : Optional.empty();
  }

  private static String codename(Map<String, String> release) {
    String version = release.getOrDefault("VERSION", "");
    String inBrackets =
        version.contains("(")
            ? version.substring(version.indexOf('(') + 1).replace(")", "").split(" ", 2)[0]
            : "";
    return release.getOrDefault("VERSION_CODENAME", inBrackets.toLowerCase(Locale.ROOT));
  }

  private static String family(String id, Map<String, String> release, String otherwise) {
    return BLANKS
        .splitToStream(id + " " + release.getOrDefault("ID_LIKE", ""))
        .flatMap(each -> Optional.ofNullable(FAMILIES.get(each)).stream())
        .findFirst()
        .orElse(otherwise);
  }

  private static ImmutableMap<String, Object> standardBase(
      Map<String, String> release, String version) {
    return ImmutableMap.of(
        "id", release.getOrDefault("NAME", "Linux").split(" ", 2)[0],
        "description", release.getOrDefault("PRETTY_NAME", ""),
        "release", release.getOrDefault("VERSION_ID", version),
        "major_release", part(version, 0).orElse("NA"),
        "codename", codename(release));
  }
}
