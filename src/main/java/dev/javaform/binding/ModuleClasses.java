package dev.javaform.binding;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableListMultimap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The names of the classes in the {@code modules} packages, whatever the topic, as they lie in the
 * program's own jar or folder: nothing is loaded, and no other jar is looked into.
 */
final class ModuleClasses {

  private static final String FOLDER = "dev/javaform/modules/";
  private static final String ENDING = ".class";

  private final ImmutableListMultimap<String, String> bySimpleName;

  private ModuleClasses(ImmutableListMultimap<String, String> bySimpleName) {
    this.bySimpleName = bySimpleName;
  }

  /** Those of the program that runs. */
  static ModuleClasses own() {
    try {
      Path place =
          Path.of(ModuleClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var names = ImmutableListMultimap.<String, String>builder();
      for (String entry : Files.isDirectory(place) ? below(place) : inside(place)) {
        String name = entry.substring(0, entry.length() - ENDING.length()).replace('/', '.');
        names.put(name.substring(name.lastIndexOf('.') + 1), name);
      }
      return new ModuleClasses(names.build());
    } catch (IOException | URISyntaxException e) {
      throw new UncheckedIOException(
          new IOException("the program's own classes cannot be read: " + e.getMessage(), e));
    }
  }

  private static List<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(FOLDER))) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(ModuleClasses::isClass)
          .sorted()
          .toList();
    }
  }

  private static List<String> inside(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(ModuleClasses::isClass)
          .sorted()
          .toList();
    }
  }

  private static boolean isClass(String entry) {
    return entry.startsWith(FOLDER) && entry.endsWith(ENDING) && entry.indexOf('$') < 0;
  }

  /** The full names of the classes called so. */
  ImmutableCollection<String> called(String simpleName) {
    return bySimpleName.get(simpleName);
  }

  /** All full names. */
  ImmutableCollection<String> all() {
    return bySimpleName.values();
  }
}
