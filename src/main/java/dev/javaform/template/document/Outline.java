package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.AssignmentTarget;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.Parts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What can be told of a template without running it. */
public final class Outline {

  private Outline() {}

  /** Visits every expression of the statements, and all within each. */
  public static void expressions(List<Statement> statements, Consumer<Expression> visitor) {
    statements.forEach(
        statement -> {
          own(statement).forEach(expression -> Parts.visit(expression, visitor));
          expressions(inner(statement), visitor);
        });
  }

  /**
   * The expressions that are surely computed when the statements run: not those in bodies of
   * conditions, loops and macros.
   */
  public static ImmutableList<Expression> certain(List<Statement> statements) {
    ImmutableList.Builder<Expression> certain = ImmutableList.builder();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Extends) {
        return certain.build();
      }
      certain.addAll(first(statement));
    }
    return certain.build();
  }

  private static ImmutableList<Expression> first(Statement statement) {
    return switch (statement) {
      case Statement.If choice -> ImmutableList.of(choice.branches().getFirst().condition());
      case Statement.For loop -> ImmutableList.of(loop.source());
      case Statement.Macro _, Statement.AssignBlock _, Statement.FilterBlock _ ->
          ImmutableList.of();
      case Statement.Assign _,
          Statement.Block _,
          Statement.CallBlock _,
          Statement.Do _,
          Statement.Extends _,
          Statement.FromImport _,
          Statement.Import _,
          Statement.Include _,
          Statement.Plain _,
          Statement.Print _,
          Statement.With _ ->
          own(statement);
    };
  }

  private static ImmutableList<Expression> own(Statement statement) {
    return switch (statement) {
      case Statement.Plain _, Statement.Block _ -> ImmutableList.of();
      case Statement.Print print -> ImmutableList.of(print.expression());
      case Statement.If choice ->
          choice.branches().stream()
              .map(Statement.Branch::condition)
              .collect(ImmutableList.toImmutableList());
      case Statement.For loop -> loop(loop);
      case Statement.Assign set -> ImmutableList.of(set.value());
      case Statement.AssignBlock set -> ImmutableList.of(set.value());
      case Statement.Macro macro -> defaults(macro);
      case Statement.CallBlock call -> ImmutableList.of(call.call());
      case Statement.FilterBlock filter -> ImmutableList.of(filter.value());
      case Statement.With with ->
          with.assignments().stream()
              .map(Statement.Assign::value)
              .collect(ImmutableList.toImmutableList());
      case Statement.Include include -> ImmutableList.of(include.name());
      case Statement.Import name -> ImmutableList.of(name.name());
      case Statement.FromImport names -> ImmutableList.of(names.name());
      case Statement.Extends parent -> ImmutableList.of(parent.name());
      case Statement.Do action -> ImmutableList.of(action.expression());
    };
  }

  private static ImmutableList<Expression> loop(Statement.For loop) {
    ImmutableList.Builder<Expression> own = ImmutableList.<Expression>builder().add(loop.source());
    loop.filter().ifPresent(own::add);
    return own.build();
  }

  private static ImmutableList<Expression> defaults(Statement.Macro macro) {
    return macro.parameters().stream()
        .flatMap(parameter -> parameter.fallback().stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Statement> inner(Statement statement) {
    return switch (statement) {
      case Statement.If choice -> branches(choice);
      case Statement.For loop -> joined(loop.body(), loop.otherwise());
      case Statement.AssignBlock set -> set.body();
      case Statement.Macro macro -> macro.body();
      case Statement.CallBlock call -> ImmutableList.of(call.caller());
      case Statement.FilterBlock filter -> filter.body();
      case Statement.With with -> with.body();
      case Statement.Block block -> block.body();
      case Statement.Plain _,
          Statement.Print _,
          Statement.Assign _,
          Statement.Include _,
          Statement.Import _,
          Statement.FromImport _,
          Statement.Extends _,
          Statement.Do _ ->
          ImmutableList.of();
    };
  }

  private static ImmutableList<Statement> branches(Statement.If choice) {
    ImmutableList.Builder<Statement> bodies = ImmutableList.builder();
    choice.branches().forEach(branch -> bodies.addAll(branch.body()));
    return bodies.addAll(choice.otherwise()).build();
  }

  private static ImmutableList<Statement> joined(
      ImmutableList<Statement> first, ImmutableList<Statement> second) {
    return ImmutableList.<Statement>builder().addAll(first).addAll(second).build();
  }

  /** The names that the statements give a value to, anywhere. */
  public static Set<String> bound(List<Statement> statements) {
    Set<String> names = new HashSet<>();
    statements.forEach(statement -> bind(statement, names));
    return names;
  }

  private static void bind(Statement statement, Set<String> names) {
    switch (statement) {
      case Statement.For loop -> bind(loop.target(), names);
      case Statement.Assign set -> bind(set.target(), names);
      case Statement.AssignBlock set -> bind(set.target(), names);
      case Statement.Macro macro -> names.add(macro.name());
      case Statement.Import imported -> names.add(imported.alias());
      case Statement.FromImport imported ->
          imported.names().forEach(renamed -> names.add(renamed.alias()));
      case Statement.With with -> with.assignments().forEach(set -> bind(set.target(), names));
      case Statement.If _,
          Statement.CallBlock _,
          Statement.FilterBlock _,
          Statement.Block _,
          Statement.Plain _,
          Statement.Print _,
          Statement.Include _,
          Statement.Extends _,
          Statement.Do _ -> {}
    }
    inner(statement).forEach(within -> bind(within, names));
  }

  private static void bind(AssignmentTarget target, Set<String> names) {
    switch (target) {
      case AssignmentTarget.One one -> names.add(one.name());
      case AssignmentTarget.Several several -> several.targets().forEach(one -> bind(one, names));
      case AssignmentTarget.Member _ -> {}
    }
  }
}
