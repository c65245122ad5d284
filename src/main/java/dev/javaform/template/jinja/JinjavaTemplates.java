package dev.javaform.template.jinja;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.document.Documents;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Values;
import java.nio.file.Path;
import java.util.List;

/** The templates of playbooks: Jinja2 as Ansible speaks it. */
public final class JinjavaTemplates implements Templates {

  private final Grammar grammar = new Grammar();
  private final Checking checking = new Checking(grammar);
  private final References references = new References(grammar);

  @Override
  public Object render(Yaml written, Scope scope) {
    return rendering(scope).value(written);
  }

  @Override
  public Object evaluate(String expression, Mark mark, Scope scope) {
    return rendering(scope).expression(expression, mark);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A condition with braces is rendered first; where that gives a string, the string is the
   * condition, in which lookups are refused, as it may hold what a host said.
   */
  @Override
  public boolean holds(String condition, Mark mark, Scope scope) {
    if (condition.isBlank()) {
      return true;
    }
    Rendering rendering = rendering(scope);
    if (!Documents.isTemplate(condition)) {
      return Values.truth(rendering.expression(condition, mark));
    }
    Object rendered = rendering.string(condition, mark);
    return rendered instanceof String text && !text.isEmpty()
        ? Values.truth(rendering.guarded().expression(text, mark))
        : Values.truth(rendered);
  }

  @Override
  public String renderFile(
      SourceText file, FileOptions options, ImmutableList<Path> folders, Scope scope) {
    try {
      return new Rendering(grammar, scope, folders).file(TemplateFile.of(file, options));
    } catch (ExpressionException failure) {
      throw grammar.failure(failure, file.source().at(1, 1), scope.names());
    }
  }

  @Override
  public ImmutableList<Diagnostic> check(Yaml written) {
    return checking.check(written);
  }

  @Override
  public ImmutableList<Diagnostic> checkExpression(String expression, Mark mark) {
    return checking.checkExpression(expression, mark);
  }

  @Override
  public ImmutableList<Diagnostic> checkFile(Source file) {
    return checking.checkFile(new SourceText(file, String.join("\n", file.lines())));
  }

  @Override
  public ImmutableSet<Reference> references(Yaml written) {
    return references.in(written);
  }

  @Override
  public ImmutableSet<Reference> references(String expression, Mark mark) {
    return references.in(expression, mark);
  }

  private Rendering rendering(Scope scope) {
    return new Rendering(grammar, scope, List.of());
  }
}
