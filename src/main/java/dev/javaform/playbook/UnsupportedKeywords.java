package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;

/**
 * Keywords of Ansible that are known but not supported yet, unless they are given the value they
 * have by default. Those that change only how a run goes are left out, with a warning; those that
 * change what comes of it are mistakes of the task that has them.
 */
final class UnsupportedKeywords {

  private UnsupportedKeywords() {}

  /** Tells every keyword in {@code fields} that is left out. */
  static void check(Fields fields) {
    for (Yaml.Entry entry : fields.mapping().entries()) {
      Keyword.of(entry.name())
          .flatMap(Keyword::limit)
          .filter(limit -> !limit.refused() && !harmless(entry.value(), limit))
          .ifPresent(limit -> fields.diagnostics().add(ignored(entry, limit)));
    }
  }

  /** What is wrong with a keyword that cannot be left out; nothing where it is not there. */
  static ImmutableList<Diagnostic> refused(Fields fields, Keyword keyword) {
    Keyword.Limit limit = keyword.limit().orElseThrow();
    return fields
        .mapping()
        .entry(keyword.word())
        .filter(entry -> !harmless(entry.value(), limit))
        .map(entry -> ImmutableList.of(refused(entry, limit)))
        .orElse(ImmutableList.of());
  }

  private static Diagnostic ignored(Yaml.Entry entry, Keyword.Limit limit) {
    return Diagnostic.warning(
        "Keyword without effect",
        "The keyword %s is not supported yet and left out. %s"
            .formatted(entry.name(), limit.instead()),
        entry.key().mark());
  }

  private static Diagnostic refused(Yaml.Entry entry, Keyword.Limit limit) {
    return Diagnostic.error(
        "Not supported yet",
        "The keyword %s is not supported yet. %s".formatted(entry.name(), limit.instead()),
        entry.key().mark());
  }

  private static boolean harmless(Yaml value, Keyword.Limit limit) {
    return switch (value) {
      case Yaml.Scalar scalar ->
          scalar.value() == null
              || String.valueOf(scalar.value()).equals(limit.harmless())
              || scalar.text().equals("ansible.builtin." + limit.harmless());
      case Yaml.Sequence list -> list.items().isEmpty();
      case Yaml.Mapping mapping -> mapping.entries().isEmpty();
    };
  }
}
