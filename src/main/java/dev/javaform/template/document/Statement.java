package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.AssignmentTarget;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.TagReader.Parameter;
import java.util.Optional;

/** A part of a template. Immutable. Offsets in its expressions are offsets in the template. */
public sealed interface Statement {

  /** Text as it is. */
  record Plain(String text) implements Statement {}

  /** {@code {{ expression }}}. */
  record Print(Expression expression) implements Statement {}

  /** {@code if}, {@code elif}, {@code else}. */
  record If(ImmutableList<Branch> branches, ImmutableList<Statement> otherwise)
      implements Statement {}

  /** One condition and what it guards. */
  record Branch(Expression condition, ImmutableList<Statement> body) {}

  /** {@code for target in source if filter}. */
  record For(
      AssignmentTarget target,
      Expression source,
      Optional<Expression> filter,
      boolean recursive,
      ImmutableList<Statement> body,
      ImmutableList<Statement> otherwise)
      implements Statement {}

  /** {@code set target = value}. */
  record Assign(AssignmentTarget target, Expression value) implements Statement {}

  /**
   * {@code set target} to {@code endset}.
   *
   * @param value the filters over {@link Renderer#BODY}
   */
  record AssignBlock(AssignmentTarget target, Expression value, ImmutableList<Statement> body)
      implements Statement {}

  /** {@code macro name(parameters)}. */
  record Macro(String name, ImmutableList<Parameter> parameters, ImmutableList<Statement> body)
      implements Statement {}

  /** {@code call(parameters) macro(…)}: what stands within is the macro's {@code caller()}. */
  record CallBlock(Macro caller, Expression call) implements Statement {}

  /** {@code filter name}: {@code value} is the filters over {@link Renderer#BODY}. */
  record FilterBlock(Expression value, ImmutableList<Statement> body) implements Statement {}

  /** {@code with a = 1}. */
  record With(ImmutableList<Assign> assignments, ImmutableList<Statement> body)
      implements Statement {}

  /** {@code include}. */
  record Include(Expression name, boolean ignoreMissing, boolean withContext)
      implements Statement {}

  /** {@code import … as alias}. */
  record Import(Expression name, String alias) implements Statement {}

  /** {@code from … import name as alias}. */
  record FromImport(Expression name, ImmutableList<Renamed> names) implements Statement {}

  /** An imported name and what it is called here. */
  record Renamed(String name, String alias) {}

  /** {@code block name}. */
  record Block(String name, ImmutableList<Statement> body) implements Statement {}

  /** {@code extends}. */
  record Extends(Expression name) implements Statement {}

  /** {@code do expression}. */
  record Do(Expression expression) implements Statement {}
}
