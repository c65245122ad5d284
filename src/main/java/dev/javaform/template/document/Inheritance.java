package dev.javaform.template.document;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.Callable;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Members;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What templates have to do with each other: include, import, blocks and extends. */
final class Inheritance {

  private static final int DEEPEST = 100;

  /** A block's body and the template that holds it. */
  private record Level(Document document, ImmutableList<Statement> body) {}

  private final Renderer renderer;
  private final Loader loader;
  private Map<String, List<Level>> blocks = new HashMap<>();
  private Optional<Document> parent = Optional.empty();
  private int depth;

  Inheritance(Renderer renderer, Loader loader) {
    this.renderer = renderer;
    this.loader = loader;
  }

  /** Prints a template of its own: its blocks are not those of the one that includes it. */
  void print(Document document, Frame frame, Printer printer) {
    if (depth >= DEEPEST) {
      throw ExpressionException.failed("Templates include each other without end.");
    }
    Map<String, List<Level>> outerBlocks = blocks;
    Optional<Document> outerParent = parent;
    blocks = new HashMap<>();
    depth++;
    try {
      chain(document, frame, printer);
    } finally {
      depth--;
      blocks = outerBlocks;
      parent = outerParent;
    }
  }

  private void chain(Document document, Frame frame, Printer printer) {
    renderer.within(
        document,
        () -> {
          parent = Optional.empty();
          declare(document, document.statements());
          document.statements().forEach(statement -> run(statement, frame, printer));
          parent.ifPresent(above -> chain(above, frame, printer));
          return document;
        });
  }

  /** After {@code extends} nothing is printed but by the parent. */
  private void run(Statement statement, Frame frame, Printer printer) {
    if (parent.isEmpty()) {
      renderer.run(statement, frame, printer);
    } else if (!(statement instanceof Statement.Block)) {
      Printer.text(silent -> renderer.run(statement, frame, silent));
    }
  }

  private void declare(Document document, ImmutableList<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Block block -> {
          blocks
              .computeIfAbsent(block.name(), _ -> new ArrayList<>())
              .add(new Level(document, block.body()));
          declare(document, block.body());
        }
        case Statement.If choice -> {
          choice.branches().forEach(branch -> declare(document, branch.body()));
          declare(document, choice.otherwise());
        }
        case Statement.For loop -> declare(document, loop.body());
        default -> {}
      }
    }
  }

  String block(Statement.Block block, Frame frame) {
    return level(block.name(), 0, frame);
  }

  private String level(String name, int level, Frame frame) {
    List<Level> bodies = blocks.getOrDefault(name, List.of());
    if (level >= bodies.size()) {
      throw ExpressionException.failed("there is no parent block called '%s'.", name);
    }
    Frame inner = new Frame(frame);
    inner.set("super", (Callable) (_, _) -> level(name, level + 1, frame));
    Level wanted = bodies.get(level);
    return renderer.within(wanted.document(), () -> renderer.text(wanted.body(), inner));
  }

  void extend(Statement.Extends statement, Frame frame) {
    parent = Optional.of(load(statement.name(), frame));
  }

  String include(Statement.Include include, Frame frame) {
    Optional<Document> found = find(include.name(), frame);
    if (found.isEmpty() && !include.ignoreMissing()) {
      throw missing(include.name(), frame);
    }
    return found.map(document -> renderer.text(document, new Frame(frame))).orElse("");
  }

  void imported(Statement.Import statement, Frame frame) {
    Map<String, Object> module = renderer.module(load(statement.name(), frame));
    frame.set(statement.alias(), (Members) name -> Optional.ofNullable(module.get(name)));
  }

  void imported(Statement.FromImport statement, Frame frame) {
    Map<String, Object> module = renderer.module(load(statement.name(), frame));
    for (Statement.Renamed renamed : statement.names()) {
      frame.set(
          renamed.alias(), module.getOrDefault(renamed.name(), Undefined.variable(renamed.name())));
    }
  }

  private Document load(Expression name, Frame frame) {
    return find(name, frame).orElseThrow(() -> missing(name, frame));
  }

  private Optional<Document> find(Expression name, Frame frame) {
    Object wanted = renderer.value(name, frame);
    List<Object> names = wanted instanceof String ? List.of(wanted) : Values.items(wanted);
    return names.stream()
        .map(one -> loader.load(Text.str(one)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private ExpressionException missing(Expression name, Frame frame) {
    return ExpressionException.failed(
            "The template %s is not found.", Text.repr(renderer.value(name, frame)))
        .at(name.at());
  }
}
