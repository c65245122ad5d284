package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Suggestion;
import dev.javaform.template.expression.AssignmentTarget;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.TagReader;
import dev.javaform.template.expression.TagReader.Parameter;
import java.util.Optional;
import java.util.Set;

/** Reads each kind of tag, and the body of those that have one. */
final class TagParser {

  private static final Set<String> KNOWN =
      Set.of(
          "if",
          "for",
          "set",
          "macro",
          "call",
          "filter",
          "with",
          "include",
          "import",
          "from",
          "block",
          "extends",
          "do",
          "raw",
          "autoescape");

  private final StatementParser bodies;

  TagParser(StatementParser bodies) {
    this.bodies = bodies;
  }

  Statement statement(String name, TagReader tag, int at) {
    return switch (name) {
      case "if" -> conditional(tag, at);
      case "for" -> loop(tag, at);
      case "set" -> assignment(tag, at);
      case "macro" -> macro(tag.name(), tag, "endmacro", at);
      case "call" -> call(tag, at);
      case "filter" -> filter(tag, at);
      case "with" -> with(tag, at);
      case "autoescape" -> autoescape(tag, at);
      case "include" -> include(tag);
      case "import" -> imported(tag);
      case "from" -> fromImport(tag);
      case "block" -> block(tag, at);
      case "extends" -> new Statement.Extends(only(tag));
      case "do" -> new Statement.Do(only(tag));
      default ->
          throw StatementParser.syntax(
              "Encountered unknown tag '%s'.%s".formatted(name, Suggestion.didYouMean(name, KNOWN)),
              at);
    };
  }

  private static Expression only(TagReader tag) {
    Expression expression = tag.tuple();
    tag.end();
    return expression;
  }

  private Statement conditional(TagReader tag, int at) {
    ImmutableList.Builder<Statement.Branch> branches = ImmutableList.builder();
    TagReader condition = tag;
    do {
      Expression holds = only(condition);
      branches.add(new Statement.Branch(holds, bodies.until(Set.of("elif", "else", "endif"), at)));
      condition = bodies.stopped();
    } while (bodies.stoppedBy().equals("elif"));
    return new Statement.If(branches.build(), otherwise("endif", at));
  }

  private ImmutableList<Statement> otherwise(String end, int at) {
    boolean has = bodies.stoppedBy().equals("else");
    return has ? bodies.until(Set.of(end), at) : ImmutableList.of();
  }

  private Statement loop(TagReader tag, int at) {
    AssignmentTarget target = tag.target();
    tag.expect("in");
    Expression source = tag.source();
    Optional<Expression> filter = tag.took("if") ? Optional.of(tag.expression()) : Optional.empty();
    boolean recursive = tag.took("recursive");
    tag.end();
    ImmutableList<Statement> body = bodies.until(Set.of("else", "endfor"), at);
    return new Statement.For(target, source, filter, recursive, body, otherwise("endfor", at));
  }

  private Statement assignment(TagReader tag, int at) {
    AssignmentTarget target = tag.target();
    if (tag.took("=")) {
      return new Statement.Assign(target, only(tag));
    }
    Expression body = Renderer.BODY;
    Expression value = tag.took("|") ? tag.filters(body) : body;
    tag.end();
    return new Statement.AssignBlock(target, value, bodies.until(Set.of("endset"), at));
  }

  private Statement.Macro macro(String name, TagReader tag, String end, int at) {
    ImmutableList<Parameter> parameters = tag.parameters();
    tag.end();
    return new Statement.Macro(name, parameters, bodies.until(Set.of(end), at));
  }

  private Statement call(TagReader tag, int at) {
    boolean takes = tag.took("(");
    ImmutableList<Parameter> parameters = takes ? tag.openParameters() : ImmutableList.of();
    Expression call = only(tag);
    if (!(call instanceof Expression.Call)) {
      throw StatementParser.syntax("expected call", call.at());
    }
    ImmutableList<Statement> body = bodies.until(Set.of("endcall"), at);
    return new Statement.CallBlock(new Statement.Macro("caller", parameters, body), call);
  }

  private Statement filter(TagReader tag, int at) {
    Expression value = tag.filters(Renderer.BODY);
    tag.end();
    return new Statement.FilterBlock(value, bodies.until(Set.of("endfilter"), at));
  }

  private Statement with(TagReader tag, int at) {
    ImmutableList.Builder<Statement.Assign> assignments = ImmutableList.builder();
    while (!tag.atEnd()) {
      AssignmentTarget.One target = new AssignmentTarget.One(tag.name());
      tag.expect("=");
      assignments.add(new Statement.Assign(target, tag.expression()));
      if (!tag.took(",")) {
        tag.end();
      }
    }
    return new Statement.With(assignments.build(), bodies.until(Set.of("endwith"), at));
  }

  /** Nothing is escaped in Ansible's templates, whatever the tag says. */
  private Statement autoescape(TagReader tag, int at) {
    only(tag);
    return new Statement.With(ImmutableList.of(), bodies.until(Set.of("endautoescape"), at));
  }

  private static Statement include(TagReader tag) {
    Expression name = tag.expression();
    boolean ignoreMissing = tag.took("ignore");
    if (ignoreMissing) {
      tag.expect("missing");
    }
    return new Statement.Include(name, ignoreMissing, context(tag, true));
  }

  private static boolean context(TagReader tag, boolean usual) {
    boolean with = tag.took("with");
    boolean without = !with && tag.took("without");
    if (with || without) {
      tag.expect("context");
    }
    tag.end();
    return with || (usual && !without);
  }

  private static Statement imported(TagReader tag) {
    Expression name = tag.expression();
    tag.expect("as");
    String alias = tag.name();
    context(tag, false);
    return new Statement.Import(name, alias);
  }

  private static Statement fromImport(TagReader tag) {
    Expression template = tag.expression();
    tag.expect("import");
    ImmutableList.Builder<Statement.Renamed> names = ImmutableList.builder();
    do {
      String name = tag.name();
      names.add(new Statement.Renamed(name, tag.took("as") ? tag.name() : name));
    } while (tag.took(","));
    context(tag, false);
    return new Statement.FromImport(template, names.build());
  }

  private Statement block(TagReader tag, int at) {
    String name = tag.name();
    tag.took("scoped");
    tag.took("required");
    tag.end();
    return new Statement.Block(name, bodies.until(Set.of("endblock"), at));
  }
}
