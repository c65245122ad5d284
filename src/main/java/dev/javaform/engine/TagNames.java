package dev.javaform.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Play;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tags of tasks, those that are templates worked out with what a play says for all hosts. */
public final class TagNames {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private final Templates templates;
  private final Scope scope;

  TagNames(Templates templates, Scope scope) {
    this.templates = templates;
    this.scope = scope;
  }

  /** The tags in a play, before it runs. */
  public static TagNames in(Play play, RunOptions options, Templates templates) {
    Layers layers = new Layers();
    return new TagNames(templates, layers.scope(play, layers.written(options.extraVars())));
  }

  /**
   * Tags as written are taken as they are; a template may stand for many.
   *
   * @param mark where what has these tags stands
   */
  public ImmutableSet<String> of(ImmutableSet<String> written, Mark mark) {
    return written.stream().noneMatch(Yaml::isTemplateText)
        ? written
        : written.stream().flatMap(tag -> tags(tag, mark)).collect(ImmutableSet.toImmutableSet());
  }

  private Stream<String> tags(String written, Mark mark) {
    return Yaml.isTemplateText(written)
        ? names(templates.render(Yaml.Scalar.of(written, mark), scope))
        : Stream.of(written);
  }

  private static Stream<String> names(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case Collection<?> many -> many.stream().flatMap(TagNames::names);
      default -> COMMAS.splitToStream(value.toString());
    };
  }
}
