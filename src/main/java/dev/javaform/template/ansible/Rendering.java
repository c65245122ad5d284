package dev.javaform.template.ansible;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Printer;
import dev.javaform.template.document.Renderer;
import dev.javaform.template.document.Statement;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Backslashes;
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
import org.jspecify.annotations.Nullable;

/** One call of {@link dev.javaform.template.Templates}: its names and files. For one thread. */
final class Rendering {

  private final Grammar grammar;
  private final Evaluator evaluator;
  private final TemplateFolders folders;
  private final Ledger ledger;
  private final Authored authored;

  Rendering(Grammar grammar, Scope scope, List<Path> folders) {
    this(grammar, scope, folders, new Authored(false));
  }

  private Rendering(Grammar grammar, Scope scope, List<Path> folders, Authored authored) {
    this.grammar = grammar;
    this.folders = new TemplateFolders(grammar, folders);
    this.ledger = new Ledger(scope);
    this.authored = authored;
    this.evaluator = new Evaluator(new ScopeNames(scope, this, ledger), grammar.vocabulary());
  }

  private Rendering(Rendering other, Names names, TemplateFolders folders) {
    this.grammar = other.grammar;
    this.evaluator = other.evaluator.over(names);
    this.folders = folders;
    this.ledger = other.ledger;
    this.authored = other.authored;
  }

  /** One that remembers which texts are the author's own. */
  static Rendering ofCondition(Grammar grammar, Scope scope) {
    return new Rendering(grammar, scope, List.of(), new Authored(true));
  }

  /** The same with other names, for templates in other folders. */
  Rendering over(Names names, List<Path> others) {
    return new Rendering(this, names, new TemplateFolders(grammar, others));
  }

  Names names() {
    return evaluator.names();
  }

  Grammar grammar() {
    return grammar;
  }

  Ledger ledger() {
    return ledger;
  }

  Authored authored() {
    return authored;
  }

  /** The value, which may be kept: it is no more worked out when read. */
  private @Nullable Object settled(@Nullable Object value) {
    return Results.settled(value, ledger);
  }

  @Nullable Object value(Expression expression) {
    return settled(evaluator.value(expression));
  }

  /** The variable of that name, whatever the name is. */
  @Nullable Object variable(String name) {
    return located(name, Mark.NOWHERE, () -> settled(evaluator.names().value(name)));
  }

  /** Prints a template part by part. */
  void print(Document document, Printer printer) {
    new Renderer(evaluator, folders).print(document, printer);
  }

  @Nullable Object value(Yaml written) {
    return switch (written) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence -> items(sequence);
      case Yaml.Mapping mapping -> pairs(mapping);
    };
  }

  private @Nullable Object scalar(Yaml.Scalar scalar) {
    return scalar.isTemplate()
        ? string(scalar.text(), scalar.mark())
        : authored.noting(scalar.value());
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
  @Nullable Object string(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Document document = grammar.documents().parse(text, Whitespace.ANSIBLE, Backslashes.KEPT);
          return isBare(document) ? bare(document, text) : Retyping.of(text(document, text));
        });
  }

  static boolean isBare(Document document) {
    return document.statements().size() == 1
        && document.statements().getFirst() instanceof Statement.Print;
  }

  private @Nullable Object bare(Document document, String text) {
    Statement.Print print = (Statement.Print) document.statements().getFirst();
    Object value = Retyping.of(print.expression(), value(print.expression()));
    authored.note(print.expression());
    return value instanceof String string ? withNewlines(string, text) : value;
  }

  private String text(Document document, String text) {
    return withNewlines(new Renderer(evaluator, folders).text(document), text);
  }

  /** The text of a template file. */
  String file(TemplateFile file) {
    String text = located(file.body(), file.start(), () -> text(folders.top(file), file.body()));
    return file.newline().equals("\n") ? text : text.replace("\n", file.newline());
  }

  /** Ansible puts back the newlines at the end that Jinja2 takes away. */
  private static String withNewlines(String rendered, String template) {
    int missing = newlines(template) - newlines(rendered);
    return missing > 0 ? rendered + "\n".repeat(missing) : rendered;
  }

  private static int newlines(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(text.length() - 1 - count) == '\n') {
      count++;
    }
    return count;
  }

  /** The value of an expression without braces. */
  @Nullable Object expression(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Expression expression = grammar.expressions().parse(text, Backslashes.RESOLVED);
          return value(expression);
        });
  }

  /** What an expression gives that stands alone in braces. */
  @Nullable Object braced(String text, Mark mark) {
    return located(
        text,
        mark,
        () -> {
          Expression expression = grammar.expressions().parse(text, Backslashes.RESOLVED);
          return Retyping.of(expression, value(expression));
        });
  }

  /** The work, whose failures are in {@code text}, which begins at {@code mark}. */
  <T> T located(String text, Mark mark, Supplier<T> work) {
    try {
      return work.get();
    } catch (ExpressionException failure) {
      Mark place = folders.mark(failure).orElseGet(() -> Places.of(failure, text, mark));
      throw grammar.failure(failure, place, evaluator.names().known());
    } catch (StackOverflowError _) {
      throw tooMuch("This is nested too deeply.", mark);
    } catch (OutOfMemoryError _) { // what did not fit is forgotten: the others have room again
      throw tooMuch("The result of this does not fit into memory.", mark);
    }
  }

  private TemplateException tooMuch(String message, Mark mark) {
    return grammar.failure(ExpressionException.failed(message), mark, Set.of());
  }
}
