package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.Truth;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Optional;

/** Reads {@code loop} or {@code with_…}, and {@code loop_control}. */
final class LoopReader {

  private static final Yaml.Mapping DEFAULTS = new Yaml.Mapping(ImmutableList.of(), Mark.NOWHERE);

  private LoopReader() {}

  /**
   * The loop of a task.
   *
   * @param lacks told of a kind of loop that is not there
   */
  static Optional<Task.Loop> read(Fields task, Diagnostics lacks) {
    Fields control = task.of(task.mapping("loop_control").orElse(DEFAULTS));
    control.only(KnownKeywords.LOOP_CONTROL, "loop_control");
    List<Yaml.Entry> loops = task.mapping().entries().stream().filter(LoopReader::isLoop).toList();
    loops.stream().skip(1).forEach(second -> two(task, loops.getFirst(), second));
    return loops.stream().findFirst().flatMap(loop -> loop(task, loop, control, lacks));
  }

  private static boolean isLoop(Yaml.Entry entry) {
    return entry.name().equals("loop") || entry.name().startsWith("with_");
  }

  private static Optional<Task.Loop> loop(
      Fields task, Yaml.Entry entry, Fields control, Diagnostics lacks) {
    String kind = KnownKeywords.loop(entry.name());
    if (!kind.equals("loop") && !KnownKeywords.LOOPS.contains(kind)) {
      unknown(entry, kind, lacks);
      return Optional.empty();
    }
    if (!loopable(entry)) {
      task.wrongType(entry.name(), "a list", entry.value());
      return Optional.empty();
    }
    return Optional.of(
        new Task.Loop(
            kind,
            entry.value(),
            variable(control, "loop_var").orElse("item"),
            variable(control, "index_var"),
            control.text("label"),
            control.number("pause"),
            extended(control)));
  }

  /** {@code loop} takes a list or a template of one; the others take what they like. */
  private static boolean loopable(Yaml.Entry entry) {
    return switch (entry.value()) {
      case Yaml.Sequence _ -> true;
      case Yaml.Mapping _ -> !entry.name().equals("loop");
      case Yaml.Scalar scalar ->
          scalar.value() != null && (!entry.name().equals("loop") || scalar.isTemplate());
    };
  }

  private static Optional<String> variable(Fields control, String name) {
    Optional<Yaml.Scalar> value = control.scalar(name);
    value
        .filter(it -> !it.isTemplate())
        .ifPresent(it -> Identifiers.check(it, control.diagnostics()));
    value
        .filter(Yaml::isTemplate)
        .ifPresent(it -> control.wrongType(name, "a plain name, not a template", it));
    return value.map(Yaml.Scalar::text);
  }

  private static boolean extended(Fields control) {
    return control
        .flag("extended")
        .filter(value -> Truth.isYes(((Yaml.Scalar) value).text()))
        .isPresent();
  }

  private static void two(Fields task, Yaml.Entry first, Yaml.Entry second) {
    String detail = "A task can have one loop: this one has %s (%s) and %s.";
    task.diagnostics()
        .error(
            "Two loops",
            detail.formatted(first.name(), first.key().mark(), second.name()),
            second.key().mark());
  }

  private static void unknown(Yaml.Entry entry, String kind, Diagnostics lacks) {
    String near =
        Suggestion.nearest(kind, KnownKeywords.LOOPS)
            .map(" Did you mean \"with_%s\"?"::formatted)
            .orElse("");
    lacks.error(
        "Unknown keyword",
        "\"%s\" is not a kind of loop.%s".formatted(entry.name(), near),
        entry.key().mark());
  }
}
