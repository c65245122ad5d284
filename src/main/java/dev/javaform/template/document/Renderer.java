package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.AssignmentTarget;
import dev.javaform.template.expression.Evaluator;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Names;
import dev.javaform.template.expression.Namespace;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a template's statements. For one thread and one template. */
public final class Renderer {

  /** Stands for the rendered body of a tag whose filters are applied to it. */
  static final Expression BODY = new Expression.Name("the body", -1);

  private static final int DEEPEST_LOOP = 500;

  /** How many turns all loops of a template may take together: some seconds of work. */
  private static final int MOST_TURNS = 10_000_000;

  private final Evaluator evaluator;
  private final Inheritance inheritance;
  private Document current = new Document("", ImmutableList.of());
  private int turns;

  public Renderer(Evaluator evaluator, Loader loader) {
    this.evaluator = evaluator;
    this.inheritance = new Inheritance(this, loader);
  }

  /** The work, whose failures are in {@code document}. */
  <T> T within(Document document, Supplier<T> work) {
    Document outer = current;
    current = document;
    try {
      return work.get();
    } catch (ExpressionException failure) {
      throw failure.in(document);
    } finally {
      current = outer;
    }
  }

  /** The template that runs now. */
  Document current() {
    return current;
  }

  /** The text of the whole template. */
  public String text(Document document) {
    return text(document, new Frame(evaluator.names()));
  }

  /** Prints the whole template part by part. */
  public void print(Document document, Printer printer) {
    inheritance.print(document, new Frame(evaluator.names()), printer);
  }

  String text(Document document, Frame frame) {
    return Printer.text(printer -> inheritance.print(document, frame, printer));
  }

  String text(ImmutableList<Statement> statements, Frame frame) {
    return Printer.text(printer -> print(statements, frame, printer));
  }

  void print(ImmutableList<Statement> statements, Frame frame, Printer printer) {
    statements.forEach(statement -> run(statement, frame, printer));
  }

  @Nullable Object value(Expression expression, Names names) {
    return evaluator.over(names).value(expression);
  }

  void run(Statement statement, Frame frame, Printer printer) {
    switch (statement) {
      case Statement.Plain plain -> printer.plain(plain.text());
      case Statement.Print print -> printer.value(value(print.expression(), frame));
      case Statement.If choice -> print(taken(choice, frame), frame, printer);
      case Statement.For loop -> loop(loop, value(loop.source(), frame), frame, 0, printer);
      case Statement.Assign set -> assign(set.target(), value(set.value(), frame), frame);
      case Statement.AssignBlock set ->
          assign(set.target(), body(set.value(), set.body(), frame), frame);
      case Statement.Macro macro -> frame.set(macro.name(), new MacroFunction(this, macro, frame));
      case Statement.CallBlock call -> printer.value(call(call, frame));
      case Statement.FilterBlock filter ->
          printer.value(body(filter.value(), filter.body(), frame));
      case Statement.With with -> with(with, frame, printer);
      case Statement.Include include -> printer.value(inheritance.include(include, frame));
      case Statement.Import name -> inheritance.imported(name, frame);
      case Statement.FromImport names -> inheritance.imported(names, frame);
      case Statement.Block block -> printer.value(inheritance.block(block, frame));
      case Statement.Extends parent -> inheritance.extend(parent, frame);
      case Statement.Do action -> value(action.expression(), frame);
    }
  }

  private ImmutableList<Statement> taken(Statement.If choice, Frame frame) {
    for (Statement.Branch branch : choice.branches()) {
      if (Values.truth(value(branch.condition(), frame))) {
        return branch.body();
      }
    }
    return choice.otherwise();
  }

  private void loop(
      Statement.For loop, @Nullable Object source, Frame frame, int depth, Printer printer) {
    if (depth > DEEPEST_LOOP) {
      throw ExpressionException.failed("A recursive loop went %d levels deep.", depth)
          .at(loop.source().at());
    }
    List<Object> items = items(loop, source, frame);
    if (items.isEmpty()) {
      print(loop.otherwise(), new Frame(frame), printer);
      return;
    }
    Loop state = new Loop(items, depth, again -> again(loop, again, frame, depth));
    for (int i = 0; i < items.size(); i++) {
      turn(loop);
      state.at(i);
      Frame inner = new Frame(frame);
      inner.set("loop", state);
      assign(loop.target(), items.get(i), inner);
      print(loop.body(), inner, printer);
    }
  }

  /** Fails where the loops take too many turns, or nobody wants their outcome any more. */
  private void turn(Statement.For loop) {
    if (++turns > MOST_TURNS) {
      throw ExpressionException.failed(
              "The loops of this template run more than %d times.", MOST_TURNS)
          .at(loop.source().at());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw ExpressionException.failed("This was interrupted.").at(loop.source().at());
    }
  }

  private String again(Statement.For loop, @Nullable Object source, Frame frame, int depth) {
    if (!loop.recursive()) {
      throw ExpressionException.failed(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    return Printer.text(printer -> loop(loop, source, frame, depth + 1, printer));
  }

  private List<Object> items(Statement.For loop, @Nullable Object source, Frame frame) {
    List<Object> items = placed(loop.source(), () -> Values.items(source));
    if (loop.filter().isEmpty()) {
      return items;
    }
    List<Object> kept = new ArrayList<>();
    for (Object item : items) {
      turn(loop);
      Frame inner = new Frame(frame);
      assign(loop.target(), item, inner);
      if (Values.truth(value(loop.filter().get(), inner))) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static <T> T placed(Expression where, Supplier<T> work) {
    try {
      return work.get();
    } catch (ExpressionException failure) {
      throw failure.at(where.at());
    }
  }

  void assign(AssignmentTarget target, @Nullable Object value, Frame frame) {
    switch (target) {
      case AssignmentTarget.One one -> frame.set(one.name(), value);
      case AssignmentTarget.Several several -> unpack(several, value, frame);
      case AssignmentTarget.Member member -> member(member, value, frame);
    }
  }

  private void unpack(AssignmentTarget.Several several, @Nullable Object value, Frame frame) {
    List<Object> items = Values.items(value);
    if (items.size() != several.targets().size()) {
      throw ExpressionException.failed(
          "%d values are expected to unpack, there are %d.",
          several.targets().size(), items.size());
    }
    for (int i = 0; i < items.size(); i++) {
      assign(several.targets().get(i), items.get(i), frame);
    }
  }

  private static void member(AssignmentTarget.Member member, @Nullable Object value, Frame frame) {
    if (!(frame.value(member.space()) instanceof Namespace namespace)) {
      throw ExpressionException.failed("cannot assign attribute on non-namespace object")
          .at(member.at());
    }
    namespace.attributes().put(member.name(), value);
  }

  private @Nullable Object body(Expression filters, ImmutableList<Statement> body, Frame frame) {
    Frame inner = new Frame(frame);
    String text = text(body, inner);
    Frame filtering = new Frame(frame);
    filtering.set(((Expression.Name) BODY).name(), text);
    return value(filters, filtering);
  }

  private String call(Statement.CallBlock block, Frame frame) {
    Frame inner = new Frame(frame);
    MacroFunction caller = new MacroFunction(this, block.caller(), frame);
    Expression.Call call = (Expression.Call) block.call();
    if (!(value(call.of(), inner) instanceof MacroFunction macro)) {
      throw ExpressionException.failed("Only a macro can be called with a block.").at(call.at());
    }
    return placed(
        call,
        () -> macro.call(evaluator.over(inner).invocation(call.arguments()), Optional.of(caller)));
  }

  private void with(Statement.With with, Frame frame, Printer printer) {
    Frame inner = new Frame(frame);
    with.assignments().forEach(set -> assign(set.target(), value(set.value(), frame), inner));
    print(with.body(), inner, printer);
  }

  /** The names a template set and the macros it defined, by running it for nothing else. */
  Map<String, Object> module(Document document) {
    Frame frame = new Frame(evaluator.names());
    text(document, frame);
    return frame.own();
  }
}
