package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Optional;

/** Reads {@code loop} or {@code with_…}, and {@code loop_control}. */
final class LoopReader {

  private static final Yaml.Mapping DEFAULTS = new Yaml.Mapping(ImmutableList.of(), Mark.NOWHERE);

  private LoopReader() {}

  static Optional<Task.Loop> read(Fields task) {
    Fields control = new Fields(task.mapping("loop_control").orElse(DEFAULTS), task.diagnostics());
    control.only(Words.LOOP_CONTROL, "loop_control");
    List<Yaml.Entry> loops = task.mapping().entries().stream().filter(LoopReader::isLoop).toList();
    loops.stream().skip(1).forEach(second -> two(task, loops.getFirst(), second));
    return loops.stream().findFirst().flatMap(loop -> loop(task, loop, control));
  }

  private static boolean isLoop(Yaml.Entry entry) {
    return entry.name().equals("loop") || entry.name().startsWith("with_");
  }

  private static Optional<Task.Loop> loop(Fields task, Yaml.Entry entry, Fields control) {
    String kind = Words.loop(entry.name());
    if (!kind.equals("loop") && !Words.LOOPS.contains(kind)) {
      unknown(task, entry, kind);
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
          scalar.value() != null && (!entry.name().equals("loop") || Fields.isTemplate(scalar));
    };
  }

  private static Optional<String> variable(Fields control, String name) {
    Optional<Yaml.Scalar> value = control.scalar(name);
    value
        .filter(it -> !Fields.isTemplate(it))
        .ifPresent(it -> Identifiers.check(it, control.diagnostics()));
    value
        .filter(Fields::isTemplate)
        .ifPresent(it -> control.wrongType(name, "a plain name, no template", it));
    return value.map(Yaml.Scalar::text);
  }

  private static boolean extended(Fields control) {
    return control
        .flag("extended")
        .map(value -> ((Yaml.Scalar) value).text().toLowerCase(java.util.Locale.ROOT))
        .filter(text -> List.of("true", "yes", "on").contains(text))
        .isPresent();
  }

  private static void two(Fields task, Yaml.Entry first, Yaml.Entry second) {
    String detail = "A task has one loop: this one has %s (%s) and %s.";
    task.diagnostics()
        .error(
            "Two loops",
            detail.formatted(first.name(), first.key().mark(), second.name()),
            second.key().mark());
  }

  private static void unknown(Fields task, Yaml.Entry entry, String kind) {
    String near =
        Suggestion.nearest(kind, Words.LOOPS)
            .map(" Did you mean \"with_%s\"?"::formatted)
            .orElse("");
    task.diagnostics()
        .error(
            "Unknown keyword",
            "\"%s\" is no kind of loop.%s".formatted(entry.name(), near),
            entry.key().mark());
  }
}
