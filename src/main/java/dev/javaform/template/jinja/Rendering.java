package dev.javaform.template.jinja;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Documents;
import dev.javaform.template.document.Loader;
import dev.javaform.template.document.Renderer;
import dev.javaform.template.document.Statement;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Escapes;
import dev.javaform.template.expression.Evaluator;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One call of {@link Templates}: its names, and what it has computed so far. For one thread. */
final class Rendering {

  private final Grammar grammar;
  private final Evaluator evaluator;
  private final Loader loader;

  Rendering(Grammar grammar, Scope scope, Loader loader) {
    this.grammar = grammar;
    this.loader = loader;
    this.evaluator = new Evaluator(new ScopeNames(scope, this), grammar.vocabulary());
  }

  private Rendering(Grammar grammar, Evaluator evaluator, Loader loader) {
    this.grammar = grammar;
    this.evaluator = evaluator;
    this.loader = loader;
  }

  /** The same with other names. */
  Rendering over(Names names) {
    return new Rendering(grammar, evaluator.over(names), loader);
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Object value(Yaml written) {
    return switch (written) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence -> {
        List<Object> items = new ArrayList<>(sequence.items().size());
        sequence.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case Yaml.Mapping mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> map.put(entry.name(), value(entry.value())));
        yield map;
      }
    };
  }

  private Object scalar(Yaml.Scalar scalar) {
    boolean template =
        scalar.value() instanceof String text && !scalar.verbatim() && Documents.isTemplate(text);
    return template ? string((String) scalar.value(), scalar.mark()) : scalar.value();
  }

  /** The value of a string of a playbook. */
  Object string(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Document document = grammar.documents().parse(text, Whitespace.ANSIBLE, Escapes.KEPT);
          return document.statements().size() == 1
                  && document.statements().getFirst() instanceof Statement.Print print
              ? bare(print.expression(), text)
              : withNewlines(new Renderer(evaluator, loader).text(document), text);
        });
  }

  private Object bare(Expression expression, String text) {
    Object value = Results.settled(evaluator.value(expression));
    return value instanceof String string ? withNewlines(string, text) : value;
  }

  /** Ansible puts back the newlines at the end that Jinja2 takes away. */
  static String withNewlines(String rendered, String template) {
    return rendered + "\n".repeat(Math.max(0, newlines(template) - newlines(rendered)));
  }

  private static int newlines(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(text.length() - 1 - count) == '\n') {
      count++;
    }
    return count;
  }

  /** The value of an expression without braces. */
  Object expression(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Expression expression = grammar.expressions().parse(text, Escapes.RESOLVED);
          return Results.settled(evaluator.value(expression));
        });
  }

  private <T> T located(String text, Mark mark, Supplier<T> work) {
    try {
      return work.get();
    } catch (ExpressionException failure) {
      throw grammar.failure(failure, text, mark, evaluator.names().known());
    } catch (StackOverflowError _) {
      throw grammar.failure(
          ExpressionException.failed("The expression is nested too deeply."), text, mark, Set.of());
    }
  }

  /** The same without lookups. */
  Rendering guarded() {
    return over(new Guarded(evaluator.names()));
  }

  /** The global function of that name. */
  Optional<Object> global(String name) {
    return Optional.empty();
  }

  private record Guarded(Names names) implements Names {

    private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");

    @Override
    public Object value(String name) {
      if (LOOKUPS.contains(name)) {
        throw ExpressionException.failed(
            "The lookup `%s` was found in a conditional that was itself rendered; lookups are"
                + " refused there. Write the condition without braces.",
            name);
      }
      return names.value(name);
    }

    @Override
    public Set<String> known() {
      return names.known();
    }
  }
}
