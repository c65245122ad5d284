package dev.javaform.config;

import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ansible.cfg says.
 *
 * @param path where it is; empty: there is none
 * @param entries by {@code section.key}
 */
public record AnsibleCfg(Optional<Path> path, ImmutableMap<String, ConfigEntry> entries) {

  /** No file at all. */
  public static final AnsibleCfg NONE = new AnsibleCfg(Optional.empty(), ImmutableMap.of());

  private static final Path OF_THE_MACHINE = Path.of("/etc/ansible/ansible.cfg");

  /**
   * The file that Ansible would take: the one that {@code ANSIBLE_CONFIG} names, else that of the
   * working directory, of the user, of the machine. What is wrong in it goes to the diagnostics; so
   * does that a file is passed over because it cannot be read, or others may write beside it.
   *
   * @param here the working directory
   */
  public static AnsibleCfg find(
      Map<String, String> environment, Path here, Path home, Diagnostics diagnostics) {
    Optional<Path> named =
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG"))
            .filter(name -> !name.isEmpty())
            .map(name -> inside(here.resolve(ConfigPaths.expand(name, environment, home))));
    named.filter(path -> !exists(path)).ifPresent(path -> missing(path, diagnostics));
    Optional<Path> found =
        Stream.of(
                named,
                ofFolder(here, named, diagnostics),
                Optional.of(home.resolve(".ansible.cfg")),
                Optional.of(OF_THE_MACHINE))
            .flatMap(Optional::stream)
            .filter(path -> isUsable(path, diagnostics))
            .findFirst();
    return found.map(path -> read(path, diagnostics)).orElse(NONE);
  }

  private static boolean isUsable(Path file, Diagnostics diagnostics) {
    boolean readable = Files.isReadable(file);
    if (!readable && exists(file)) {
      String detail = "%s is not used, because it cannot be read.".formatted(SourceText.name(file));
      warn("Unreadable configuration", detail, diagnostics);
    }
    return readable;
  }

  private static void missing(Path named, Diagnostics diagnostics) {
    String detail =
        "ANSIBLE_CONFIG names %s, which does not exist, so it is not used."
            .formatted(SourceText.name(named));
    warn("Missing configuration", detail, diagnostics);
  }

  /** Whether anything has that name, be it a link that leads to nothing. */
  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void warn(String summary, String detail, Diagnostics diagnostics) {
    diagnostics.add(new Diagnostic(Diagnostic.Severity.WARNING, summary, detail, Optional.empty()));
  }

  private static Path inside(Path named) {
    return Files.isDirectory(named) ? named.resolve("ansible.cfg") : named;
  }

  /**
   * The working directory's own, unless everybody may write there. Source: Ansible's "Avoiding
   * security risks with ansible.cfg in the current directory".
   */
  private static Optional<Path> ofFolder(Path here, Optional<Path> named, Diagnostics diagnostics) {
    Path file = here.resolve("ansible.cfg");
    if (!exists(file) || named.filter(Files::isReadable).isPresent()) {
      return Optional.empty();
    }
    if (!isWritableByAll(here)) {
      return Optional.of(file);
    }
    String detail =
        "ansible.cfg is not used, because everybody may write to this folder. Remove that permission"
            + " (chmod o-w .), or name the file: ANSIBLE_CONFIG=ansible.cfg";
    warn("Unsafe configuration", detail, diagnostics);
    return Optional.empty();
  }

  private static boolean isWritableByAll(Path folder) {
    try {
      return ((int) Files.getAttribute(folder.toAbsolutePath(), "unix:mode") & 0002) != 0;
    } catch (IOException _) {
      return true;
    }
  }

  private static AnsibleCfg read(Path path, Diagnostics diagnostics) {
    return SourceText.read(path, diagnostics)
        .map(text -> new AnsibleCfg(Optional.of(path), ConfigReader.entries(text, diagnostics)))
        .orElse(NONE);
  }

  /** The folder that relative paths in it start from. */
  Path folder() {
    return path.orElseThrow().toAbsolutePath().normalize().getParent();
  }
}
