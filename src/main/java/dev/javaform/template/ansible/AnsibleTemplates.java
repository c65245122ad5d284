package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.expression.ExpressionException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates of playbooks: Jinja2 as Ansible speaks it. */
public final class AnsibleTemplates implements Templates {

  private final Grammar grammar = new Grammar();
  private final Checking checking = new Checking(grammar);
  private final References references = new References(grammar);

  @Override
  public @Nullable Object render(Yaml written, Scope scope) {
    return rendering(scope).value(written);
  }

  @Override
  public @Nullable Object evaluate(String expression, Mark mark, Scope scope) {
    return rendering(scope).expression(expression, mark);
  }

  @Override
  public @Nullable Object renderExpression(String expression, Mark mark, Scope scope) {
    return rendering(scope).braced(expression, mark);
  }

  @Override
  public @Nullable Object value(String name, Scope scope) {
    return rendering(scope).variable(name);
  }

  @Override
  public boolean holds(Condition condition, Scope scope) {
    return evaluator(condition, scope).holds();
  }

  @Override
  public ImmutableList<Judged> judge(Condition condition, Scope scope) {
    return evaluator(condition, scope).all();
  }

  private ConditionEvaluator evaluator(Condition condition, Scope scope) {
    return new ConditionEvaluator(
        Rendering.ofCondition(grammar, scope), condition.text(), condition.mark());
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
  public ImmutableList<Diagnostic> checkFile(Source file, FileOptions options) {
    return checking.checkFile(new SourceText(file, String.join("\n", file.lines())), options);
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
