package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates.FileOptions;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Outline;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Backslashes;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Parts;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What templates say of themselves without any variable. */
record Checking(Grammar grammar) {

  private static final Set<String> LOOK_UP = Set.of("lookup", "query", "q");
  private static final Set<String> TAKE_FILTER = Set.of("map");
  private static final Set<String> TAKE_TEST = Set.of("select", "reject");
  private static final Set<String> TAKE_TEST_SECOND = Set.of("selectattr", "rejectattr");

  /** The strings with templates in it. */
  static void strings(Yaml written, Consumer<Yaml.Scalar> visitor) {
    switch (written) {
      case Yaml.Scalar scalar -> {
        if (scalar.isTemplate()) {
          visitor.accept(scalar);
        }
      }
      case Yaml.Sequence sequence -> sequence.items().forEach(item -> strings(item, visitor));
      case Yaml.Mapping mapping ->
          mapping.entries().forEach(entry -> strings(entry.value(), visitor));
    }
  }

  ImmutableList<Diagnostic> check(Yaml written) {
    ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();
    strings(written, scalar -> found.addAll(checkText(scalar.text(), scalar.mark())));
    return found.build();
  }

  private ImmutableList<Diagnostic> checkText(String text, Mark mark) {
    Function<ExpressionException, Mark> place = failure -> Places.of(failure, text, mark);
    return found(
        place,
        report -> {
          Document document = grammar.documents().parse(text, Whitespace.ANSIBLE, Backslashes.KEPT);
          Outline.expressions(document.statements(), expression -> words(expression, report));
        });
  }

  ImmutableList<Diagnostic> checkExpression(String text, Mark mark) {
    if (Yaml.isTemplateText(text)) {
      return checkText(text, mark);
    }
    Function<ExpressionException, Mark> place = failure -> Places.of(failure, text, mark);
    return found(
        place,
        report ->
            Parts.visit(
                grammar.expressions().parse(text, Backslashes.RESOLVED),
                expression -> words(expression, report)));
  }

  ImmutableList<Diagnostic> checkFile(SourceText text, FileOptions options) {
    return found(
        failure -> text.source().at(1, 1),
        header -> {
          TemplateFile file = TemplateFile.of(text, options);
          found(
                  failure -> file.mark(failure.at()).orElseGet(file::start),
                  report -> {
                    Document document = file.parsed(grammar.documents());
                    Outline.expressions(document.statements(), part -> words(part, report));
                  })
              .forEach(header::diagnostic);
        });
  }

  /** Takes what is found. */
  private interface Report {
    void failure(ExpressionException failure);

    void diagnostic(Diagnostic diagnostic);
  }

  private ImmutableList<Diagnostic> found(
      Function<ExpressionException, Mark> place, Consumer<Report> work) {
    ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();
    Report report =
        new Report() {
          @Override
          public void failure(ExpressionException failure) {
            found.add(grammar.diagnostic(failure, place.apply(failure), Set.of()));
          }

          @Override
          public void diagnostic(Diagnostic diagnostic) {
            found.add(diagnostic);
          }
        };
    try {
      work.accept(report);
    } catch (ExpressionException failure) {
      report.failure(failure);
    }
    return found.build();
  }

  private void words(Expression expression, Report report) {
    switch (expression) {
      case Expression.Filter filter -> {
        filter(filter.name(), filter.at(), report);
        applied(filter, report);
      }
      case Expression.Test test -> test(test.name(), test.at(), report);
      case Expression.Call call -> call(call, report);
      default -> {}
    }
  }

  private void filter(String name, int at, Report report) {
    if (!grammar.vocabulary().hasFilter(name)) {
      report.failure(unknown("No filter named '%s'.%s", name, grammar.vocabulary().filters(), at));
    }
  }

  private void test(String name, int at, Report report) {
    if (!grammar.vocabulary().hasTest(name)) {
      report.failure(unknown("No test named '%s'.%s", name, grammar.vocabulary().tests(), at));
    }
  }

  private void call(Expression.Call call, Report report) {
    if (call.of() instanceof Expression.Name function && LOOK_UP.contains(function.name())) {
      call.arguments().positional().stream()
          .limit(1)
          .forEach(name -> lookup(name, call.at(), report));
    }
  }

  private void lookup(Expression plugin, int at, Report report) {
    if (plugin instanceof Expression.Literal literal
        && literal.value() instanceof String name
        && !grammar.vocabulary().hasLookup(name)) {
      report.failure(
          unknown("lookup plugin (%s) not found.%s", name, grammar.vocabulary().lookups(), at));
    }
  }

  /** The filters and tests that {@code map}, {@code select} and their like are told to apply. */
  private void applied(Expression.Filter filter, Report report) {
    ImmutableList<Expression> arguments = filter.arguments().positional();
    int place = TAKE_TEST_SECOND.contains(filter.name()) ? 1 : 0;
    if (arguments.size() <= place
        || !(arguments.get(place) instanceof Expression.Literal literal)
        || !(literal.value() instanceof String name)) {
      return;
    }
    if (TAKE_FILTER.contains(filter.name())) {
      filter(name, literal.at(), report);
    } else if (TAKE_TEST.contains(filter.name()) || place == 1) {
      test(name, literal.at(), report);
    }
  }

  private static ExpressionException unknown(
      String message, String name, Collection<String> known, int at) {
    return new ExpressionException(
        ExpressionException.Kind.UNKNOWN_WORD,
        message.formatted(name, Suggestion.didYouMean(name, known)),
        at);
  }
}
