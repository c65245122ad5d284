package dev.javaform.template.ansible;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.template.TemplateException;
import dev.javaform.template.document.Documents;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Expressions;
import dev.javaform.template.expression.Vocabulary;
import dev.javaform.template.function.Library;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all calls share: the parsed templates, the filters and tests. Safe for use by many threads.
 */
record Grammar(Documents documents, Expressions expressions, Vocabulary vocabulary) {

  private static final Pattern MISSING = Pattern.compile("'([^']+)' is undefined");

  Grammar() {
    this(new Documents(), new Expressions(), new Library());
  }

  /** The failure as an exception with a place. */
  TemplateException failure(ExpressionException failure, Mark place, Set<String> names) {
    return new TemplateException(
        diagnostic(failure, place, names), failure.kind() == ExpressionException.Kind.UNDEFINED);
  }

  /** The failure as a diagnostic with a place. */
  Diagnostic diagnostic(ExpressionException failure, Mark place, Set<String> names) {
    return Diagnostic.error(failure.kind().summary(), advice(failure, names), place);
  }

  private static String advice(ExpressionException failure, Set<String> names) {
    String message = failure.getMessage();
    Matcher missing = MISSING.matcher(message);
    return missing.matches()
        ? message + "." + Suggestion.didYouMean(missing.group(1), names)
        : message;
  }
}
