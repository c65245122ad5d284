package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates.Judged;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Printer;
import dev.javaform.template.document.Statement;
import dev.javaform.template.document.Whitespace;
import dev.javaform.template.expression.Backslashes;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Inset;
import dev.javaform.template.expression.InsetText;
import dev.javaform.template.expression.Literals;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition as Ansible does: where it has braces it is rendered, and then what that
 * gave is evaluated.
 *
 * <p>Only text of the author's is evaluated. A value that a host told, or that was computed from
 * one, goes into the evaluation as a value, as a parameter goes into a query: within a string it is
 * data; elsewhere it is an operand if it is no string, or a string that is one literal such as
 * {@code 5} or {@code True}. Any other text is refused, but for one case: the very text of a
 * literal or of a variable of the author's, which a host's value merely chose.
 *
 * <p>Source of the two steps: Ansible 2.14, lib/ansible/playbook/conditional.py.
 */
final class ConditionEvaluator {

  private static final int SHOWN = 60;

  private final Rendering rendering;
  private final String text;
  private final Mark mark;

  ConditionEvaluator(Rendering rendering, String text, Mark mark) {
    this.rendering = rendering;
    this.text = text;
    this.mark = mark;
  }

  /** Whether it holds. */
  boolean holds() {
    if (text.isBlank()) {
      return true;
    }
    if (!Yaml.isTemplateText(text)) {
      return Values.truth(rendering.expression(text, mark));
    }
    return rendering.located(
        text,
        mark,
        () -> {
          Document document = document();
          return Rendering.isBare(document)
              ? holds(print(document.statements().getFirst()))
              : holds(woven(document));
        });
  }

  /** The conditions that it stands for, where it may stand for a list, each judged. */
  ImmutableList<Judged> all() {
    return rendering.located(
        text,
        mark,
        () ->
            Yaml.isTemplateText(text) && Rendering.isBare(document())
                ? all(print(document().statements().getFirst()))
                : ImmutableList.of(new Judged(text, holds())));
  }

  private Document document() {
    return rendering.grammar().documents().parse(text, Whitespace.ANSIBLE, Backslashes.KEPT);
  }

  /** What braces gave, where it stands, and whether a host had a part in it. */
  private record Printed(@Nullable Object value, int at, boolean told) {}

  private Printed print(Statement statement) {
    Expression expression = ((Statement.Print) statement).expression();
    rendering.authored().note(expression);
    boolean before = rendering.ledger().open();
    try {
      Object value = rendering.value(expression);
      return new Printed(value, expression.at(), rendering.ledger().isTold());
    } finally {
      rendering.ledger().close(before);
    }
  }

  private boolean holds(Printed printed) {
    if (!(printed.value() instanceof String string) || string.isEmpty()) {
      return Values.truth(printed.value());
    }
    return Values.truth(
        evaluated(
            printed.told() ? new InsetText().add(inset(printed, true)) : InsetText.of(string)));
  }

  private ImmutableList<Judged> all(Printed printed) {
    return printed.value() instanceof List<?> items
        ? items.stream()
            .map(item -> new Printed(item, printed.at(), printed.told()))
            .map(item -> new Judged(Text.str(item.value()), holds(item)))
            .collect(ImmutableList.toImmutableList())
        : ImmutableList.of(new Judged(text, holds(printed)));
  }

  private boolean holds(InsetText woven) {
    return !woven.text().isEmpty() && Values.truth(evaluated(woven));
  }

  private @Nullable Object evaluated(InsetText woven) {
    try {
      return rendering.value(rendering.grammar().expressions().parse(woven, Backslashes.RESOLVED));
    } catch (ExpressionException failure) {
      throw failure.kind() == ExpressionException.Kind.TOLD ? failure : failure.nowhere();
    }
  }

  /** The text that the template gives, values of hosts kept apart. */
  private InsetText woven(Document document) {
    InsetText woven = new InsetText();
    boolean simple =
        document.statements().stream()
            .allMatch(each -> each instanceof Statement.Plain || each instanceof Statement.Print);
    if (simple) {
      document.statements().forEach(statement -> weave(statement, woven));
    } else {
      rendering.print(document, weaver(woven));
    }
    return woven;
  }

  private void weave(Statement statement, InsetText woven) {
    if (statement instanceof Statement.Plain(String plain)) {
      woven.add(plain);
      return;
    }
    add(print(statement), true, woven);
  }

  /**
   * Where there are tags, what was read before may have been kept in a name, and the author's own
   * texts may be put together as a host wishes: all that follows counts as told.
   */
  private Printer weaver(InsetText woven) {
    return new Printer() {
      @Override
      public void plain(String plain) {
        woven.add(plain);
      }

      @Override
      public void value(@Nullable Object value) {
        add(new Printed(value, -1, rendering.ledger().isTold()), false, woven);
      }
    };
  }

  private void add(Printed printed, boolean chosen, InsetText woven) {
    if (printed.told()) {
      woven.add(inset(printed, chosen));
    } else {
      woven.add(Printer.shown(printed.value()));
    }
  }

  /**
   * @param chosen whether a text of the author's may stand for itself
   */
  private Inset inset(Printed printed, boolean chosen) {
    return new Inset(Printer.shown(printed.value()), () -> meaning(printed, chosen));
  }

  private Expression meaning(Printed printed, boolean chosen) {
    if (!(printed.value() instanceof String string)) {
      return new Expression.Literal(Values.known(printed.value()), -1);
    }
    if (chosen && rendering.authored().holds(string)) {
      return rendering.grammar().expressions().parse(string, Backslashes.RESOLVED);
    }
    Optional<Expression.Literal> literal = Literals.of(string, -1);
    return literal.orElseThrow(() -> refused(string, printed.at()));
  }

  private static ExpressionException refused(String string, int at) {
    String shown = string.length() > SHOWN ? string.substring(0, SHOWN) + "…" : string;
    return new ExpressionException(
        ExpressionException.Kind.TOLD,
        ("The braces put %s into this condition, which comes from a host, and text from a host is"
                + " never evaluated. Write the condition without braces, as in \"when: result.stdout =="
                + " 'yes'\", or with quotes around the braces, as in"
                + " \"when: \"'{{ result.stdout }}' == 'yes'\"\".")
            .formatted(Text.repr(shown)),
        at);
  }
}
