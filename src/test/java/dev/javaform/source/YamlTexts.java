package dev.javaform.source;

import java.util.Map;
import java.util.Optional;

/** Reads YAML texts for tests. */
final class YamlTexts {

  private YamlTexts() {}

  static Optional<Yaml> read(String text, Diagnostics diagnostics) {
    return YamlReader.read(SourceText.of("test.yml", text), diagnostics);
  }

  /** The tree of a text without errors. */
  static Yaml tree(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Yaml> tree = read(text, diagnostics);
    diagnostics.throwIfErrors();
    return tree.orElseThrow();
  }

  /** What stands at {@code key} in a text. */
  static Object value(String text) {
    return ((Map<?, ?>) tree(text).plain()).get("key");
  }

  /** All diagnostics of a text, each as the user sees it, with an empty line between. */
  static String complaints(String text) {
    Diagnostics diagnostics = new Diagnostics();
    read(text, diagnostics);
    return String.join("\n\n", diagnostics.all().stream().map(Diagnostic::toString).toList());
  }
}
