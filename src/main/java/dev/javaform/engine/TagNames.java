package dev.javaform.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** The tags of tasks, those that are templates worked out with what a play says for all hosts. */
final class TagNames {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private final Templates templates;
  private final Scope scope;

  TagNames(Templates templates, Scope scope) {
    this.templates = templates;
    this.scope = scope;
  }

  /** Tags as written are taken as they are; a template may stand for many. */
  Set<String> of(ImmutableSet<String> written) {
    return written.stream().noneMatch(TagNames::isTemplate)
        ? written
        : written.stream().flatMap(this::tags).collect(ImmutableSet.toImmutableSet());
  }

  private static boolean isTemplate(String tag) {
    return tag.contains("{{");
  }

  private Stream<String> tags(String written) {
    return isTemplate(written)
        ? names(templates.render(Yaml.Scalar.of(written, Mark.NOWHERE), scope))
        : Stream.of(written);
  }

  private static Stream<String> names(Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case Collection<?> many -> many.stream().flatMap(TagNames::names);
      default -> COMMAS.splitToStream(value.toString());
    };
  }
}
