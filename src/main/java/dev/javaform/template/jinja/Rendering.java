package dev.javaform.template.jinja;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Documents;
import dev.javaform.template.document.Renderer;
import dev.javaform.template.document.Statement;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Escapes;
import dev.javaform.template.expression.Evaluator;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One call of {@link dev.javaform.template.Templates}: its names and files. For one thread. */
final class Rendering {

  private final Grammar grammar;
  private final Evaluator evaluator;
  private final TemplateFolders folders;

  Rendering(Grammar grammar, Scope scope, List<Path> folders) {
    this.grammar = grammar;
    this.folders = new TemplateFolders(grammar, folders);
    this.evaluator = new Evaluator(new ScopeNames(scope, this), grammar.vocabulary());
  }

  private Rendering(Rendering other, Names names, TemplateFolders folders) {
    this.grammar = other.grammar;
    this.evaluator = other.evaluator.over(names);
    this.folders = folders;
  }

  /** The same without lookups. */
  Rendering guarded() {
    return new Rendering(this, new Guarded(evaluator.names()), folders);
  }

  /** The same with other names, for templates in other folders. */
  Rendering over(Names names, List<Path> others) {
    return new Rendering(this, names, new TemplateFolders(grammar, others));
  }

  Names names() {
    return evaluator.names();
  }

  Object value(Yaml written) {
    return switch (written) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence -> items(sequence);
      case Yaml.Mapping mapping -> pairs(mapping);
    };
  }

  private Object scalar(Yaml.Scalar scalar) {
    boolean template =
        scalar.value() instanceof String text && !scalar.verbatim() && Documents.isTemplate(text);
    return template ? string((String) scalar.value(), scalar.mark()) : scalar.value();
  }

  private List<Object> items(Yaml.Sequence sequence) {
    List<Object> items = new ArrayList<>(sequence.items().size());
    sequence.items().forEach(item -> items.add(value(item)));
    return items;
  }

  /** Values are rendered, keys are not: as Ansible does. */
  private Map<String, Object> pairs(Yaml.Mapping mapping) {
    Map<String, Object> map = new LinkedHashMap<>();
    mapping.entries().forEach(entry -> map.put(entry.name(), value(entry.value())));
    return map;
  }

  /** The value of a string of a playbook. */
  Object string(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Document document = grammar.documents().parse(text, Whitespace.ANSIBLE, Escapes.KEPT);
          return isBare(document) ? bare(document, text) : text(document, text);
        });
  }

  private static boolean isBare(Document document) {
    return document.statements().size() == 1
        && document.statements().getFirst() instanceof Statement.Print;
  }

  private Object bare(Document document, String text) {
    Statement.Print print = (Statement.Print) document.statements().getFirst();
    Object value = Results.settled(evaluator.value(print.expression()));
    return value instanceof String string ? withNewlines(string, text) : value;
  }

  private String text(Document document, String text) {
    return withNewlines(new Renderer(evaluator, folders).text(document), text);
  }

  /** The text of a template file. */
  String file(TemplateFile file) {
    String text =
        located(file.body(), file.start(), () -> text(folders.document(file), file.body()));
    return file.newline().equals("\n") ? text : text.replace("\n", file.newline());
  }

  /** Ansible puts back the newlines at the end that Jinja2 takes away. */
  private static String withNewlines(String rendered, String template) {
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
      Mark place = folders.mark(failure).orElseGet(() -> Places.of(failure, text, mark));
      throw grammar.failure(failure, place, evaluator.names().known());
    } catch (StackOverflowError _) {
      ExpressionException failure = ExpressionException.failed("This is nested too deeply.");
      throw grammar.failure(failure, mark, Set.of());
    }
  }

  private record Guarded(Names names) implements Names {

    private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");

    @Override
    public Object value(String name) {
      if (LOOKUPS.contains(name)) {
        throw ExpressionException.failed(
            "A condition that was itself rendered must not call %s(): what a host said could do so. Write the condition without braces.",
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
