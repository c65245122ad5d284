package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates.Reference;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Outline;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Backslashes;
import dev.javaform.template.expression.Certain;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.function.Globals;
import java.util.HashSet;
import java.util.Set;

/** The names that templates surely look up. */
record References(Grammar grammar) {

  private static final Set<String> OWN_NAMES =
      Set.of("loop", "caller", "varargs", "kwargs", "super", "self", "the body");

  ImmutableSet<Reference> in(Yaml written) {
    ImmutableSet.Builder<Reference> found = ImmutableSet.builder();
    Checking.strings(written, scalar -> found.addAll(referencesIn(scalar.text(), scalar.mark())));
    return found.build();
  }

  /** Nothing where the text has mistakes: {@link Checking} tells those. */
  private ImmutableSet<Reference> referencesIn(String text, Mark mark) {
    try {
      Document document = grammar.documents().parse(text, Whitespace.ANSIBLE, Backslashes.KEPT);
      return looked(
          Outline.certain(document.statements()), Outline.bound(document.statements()), text, mark);
    } catch (ExpressionException _) {
      return ImmutableSet.of();
    }
  }

  ImmutableSet<Reference> in(String text, Mark mark) {
    if (Yaml.isTemplateText(text)) {
      return referencesIn(text, mark);
    }
    try {
      Expression expression = grammar.expressions().parse(text, Backslashes.RESOLVED);
      return looked(ImmutableList.of(expression), Set.of(), text, mark);
    } catch (ExpressionException _) {
      return ImmutableSet.of();
    }
  }

  private ImmutableSet<Reference> looked(
      ImmutableList<Expression> expressions, Set<String> bound, String text, Mark mark) {
    ImmutableSet.Builder<Reference> found = ImmutableSet.builder();
    Set<String> seen = new HashSet<>(bound);
    seen.addAll(OWN_NAMES);
    seen.addAll(Globals.NAMES);
    Certain certain =
        new Certain(
            grammar.vocabulary(),
            name -> {
              if (seen.add(name.name())) {
                found.add(new Reference(name.name(), Places.mark(text, name.at(), mark)));
              }
            });
    expressions.forEach(certain::in);
    return found.build();
  }
}
