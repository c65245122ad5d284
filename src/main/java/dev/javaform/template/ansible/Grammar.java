package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.template.TemplateException;
import dev.javaform.template.document.Documents;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Expressions;
import dev.javaform.template.expression.Vocabulary;
import dev.javaform.template.function.Library;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all calls share: the parsed templates, the filters and tests. Safe for use by many threads.
 */
record Grammar(Documents documents, Expressions expressions, Vocabulary vocabulary) {

  private static final Pattern MISSING = Pattern.compile("'([^']+)' is undefined");

  private static final Pattern NO_ATTRIBUTE =
      Pattern.compile("'dict object' has no attribute '[^']+'");

  /** A line up to where something is looked up in all facts. */
  private static final Pattern LOOKUP = Pattern.compile(".*\\bansible_facts\\s*[.\\[].?");

  /** What all of Ansible's own variables have in common does not make two of them alike. */
  private static final String PREFIX = "ansible_";

  /** Facts that every host has. */
  private static final ImmutableSet<String> FACTS =
      ImmutableSet.of("ansible_architecture", "ansible_distribution", "ansible_kernel");

  private static final String NO_FACTS =
      " If it is a fact: none were gathered. Leave out \"gather_facts: false\", or run the module"
          + " setup first.";

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
    String hint = isFact(failure.getMessage(), place) ? "." + noFacts(names) : "";
    return Diagnostic.error(failure.kind().summary(), advice(failure, names) + hint, place);
  }

  /** Whether what is not there was looked for in {@code ansible_facts}. */
  private static boolean isFact(String message, Mark place) {
    return NO_ATTRIBUTE.matcher(message).matches()
        && place
            .source()
            .line(place.line())
            .filter(line -> place.column() > 0 && place.column() <= line.length())
            .map(line -> line.substring(0, place.column()))
            .filter(before -> LOOKUP.matcher(before).matches())
            .isPresent();
  }

  private static String noFacts(Set<String> names) {
    return Collections.disjoint(names, FACTS) ? NO_FACTS : "";
  }

  private static String advice(ExpressionException failure, Set<String> names) {
    String message = failure.getMessage();
    Matcher missing = MISSING.matcher(message);
    return missing.matches() ? message + "." + advice(missing.group(1), names) : message;
  }

  private static String advice(String name, Set<String> names) {
    if (!name.startsWith(PREFIX)) {
      return Suggestion.didYouMean(name, names);
    }
    Optional<String> near = Suggestion.nearest(withoutPrefix(name), withoutPrefix(names));
    return near.map(it -> " Did you mean \"%s%s\"?".formatted(PREFIX, it))
        .orElseGet(() -> noFacts(names));
  }

  private static String withoutPrefix(String name) {
    return name.substring(PREFIX.length());
  }

  private static List<String> withoutPrefix(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(Grammar::withoutPrefix)
        .toList();
  }
}
