package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds kinds of connections and become methods that a task has or inherits and that are not there.
 */
final class NamedPlugins {

  private final Plugins plugins;

  NamedPlugins(Plugins plugins) {
    this.plugins = plugins;
  }

  /** What is wrong with those of a task; a method matters only to a task that becomes. */
  ImmutableList<Diagnostic> mistakes(Keywords keywords) {
    boolean becomes =
        keywords
            .value(Keyword.BECOME)
            .filter(value -> !Boolean.FALSE.equals(value.plain()))
            .isPresent();
    return Stream.of(
            wrong(keywords, Keyword.CONNECTION, plugins.connections()),
            becomes
                ? wrong(keywords, Keyword.BECOME_METHOD, plugins.becomeMethods())
                : Optional.<Diagnostic>empty())
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  /** Anything goes where there are no words. */
  private static Optional<Diagnostic> wrong(
      Keywords keywords, Keyword keyword, ImmutableSet<String> words) {
    return keywords
        .value(keyword)
        .map(Yaml.Scalar.class::cast)
        .filter(it -> !words.isEmpty() && !it.isTemplate() && !words.contains(lastWord(it.text())))
        .map(it -> wrong(keyword, words, it));
  }

  private static Diagnostic wrong(
      Keyword keyword, ImmutableSet<String> words, Yaml.Scalar written) {
    return Diagnostic.error(
        "Wrong value",
        "%s cannot be \"%s\"; it must be one of: %s.%s"
            .formatted(
                keyword.word(),
                written.text(),
                String.join(", ", words),
                Suggestion.didYouMean(written.text(), words)),
        written.mark());
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
