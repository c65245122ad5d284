package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds the module among a task's keys, and its arguments in every form that Ansible knows. */
final class CallReader {

  private final Fields fields;
  private final ImmutableSet<String> words;
  private final Supplier<Set<String>> modules;

  /**
   * @param words the keywords where the task stands
   * @param modules gives the names of all modules; none where they are not known
   */
  CallReader(Fields fields, ImmutableSet<String> words, Supplier<Set<String>> modules) {
    this.fields = fields;
    this.words = words;
    this.modules = modules;
  }

  /** The call; empty after an error was told. */
  Optional<Call> read() {
    try {
      return called().flatMap(this::withArgs);
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(fields.diagnostics()::add);
      return Optional.empty();
    }
  }

  private Optional<Call> called() {
    Optional<Yaml.Entry> action = fields.mapping().entry("action");
    Optional<Yaml.Entry> old = action.or(() -> fields.mapping().entry("local_action"));
    List<Yaml.Entry> candidates = candidates();
    if (old.isEmpty()) {
      return only(candidates).flatMap(this::newStyle);
    }
    candidates.forEach(entry -> two(old.get(), entry));
    return oldStyle(old.get());
  }

  private List<Yaml.Entry> candidates() {
    return fields.mapping().entries().stream()
        .filter(entry -> !words.contains(entry.name()) && !entry.name().startsWith("with_"))
        .toList();
  }

  /** Of several candidates those count that are modules; the others are mistyped keywords. */
  private Optional<Yaml.Entry> only(List<Yaml.Entry> candidates) {
    if (candidates.isEmpty()) {
      noModule();
      return Optional.empty();
    }
    if (candidates.size() == 1) {
      return candidates.stream().filter(this::acceptable).findFirst();
    }
    List<Yaml.Entry> likely = candidates.stream().filter(this::likely).toList();
    candidates.stream().filter(it -> !likely.contains(it)).forEach(this::unknown);
    likely.stream().skip(1).forEach(second -> two(likely.getFirst(), second));
    return likely.stream().findFirst();
  }

  private boolean likely(Yaml.Entry entry) {
    return known(entry.name())
        || modules.get().isEmpty() && Suggestion.nearest(entry.name(), words).isEmpty();
  }

  private boolean known(String name) {
    return Builtin.contains(name)
        || modules.get().contains(name)
        || modules.get().contains(Builtin.shortName(name));
  }

  /** A lone key is a module, known or not, unless it looks like a keyword and like no module. */
  private boolean acceptable(Yaml.Entry entry) {
    boolean keyword =
        Suggestion.nearest(entry.name(), words).isPresent()
            && !known(entry.name())
            && Suggestion.nearest(entry.name(), modules.get()).isEmpty();
    if (keyword) {
      unknown(entry);
    }
    return !keyword;
  }

  private void unknown(Yaml.Entry entry) {
    String near =
        Suggestion.nearest(entry.name(), words)
            .or(() -> Suggestion.nearest(entry.name(), modules.get()))
            .map(" Did you mean \"%s\"?"::formatted)
            .orElse("");
    String detail = "\"%s\" is neither a keyword of a task nor a module.%s";
    fields
        .diagnostics()
        .error("Unknown keyword", detail.formatted(entry.name(), near), entry.key().mark());
  }

  private void two(Yaml.Entry first, Yaml.Entry second) {
    fields
        .diagnostics()
        .error(
            "Two modules",
            ("A task calls one module: this one calls %s (%s) and %s (%s). Make two tasks of"
                    + " it, or check the indentation.")
                .formatted(first.name(), first.key().mark(), second.name(), second.key().mark()),
            second.key().mark());
  }

  private void noModule() {
    String detail = "A task calls a module, such as \"command: uptime\"; this one calls none.";
    fields.diagnostics().error("No module", detail, fields.mapping().mark());
  }

  private Optional<Call> newStyle(Yaml.Entry entry) {
    return arguments(entry.key(), entry.value(), false);
  }

  private Optional<Call> arguments(Yaml.Scalar module, Yaml value, boolean local) {
    return switch (value) {
      case Yaml.Mapping mapping -> Optional.of(new Call(module, mapping, Optional.empty(), local));
      case Yaml.Scalar text when text.value() == null ->
          Optional.of(new Call(module, nothing(text), Optional.empty(), local));
      case Yaml.Scalar text when text.value() instanceof String ->
          Optional.of(split(module, text, local));
      case Yaml other -> {
        fields.wrongType(module.text(), "a mapping of arguments or a text", other);
        yield Optional.empty();
      }
    };
  }

  private static Call split(Yaml.Scalar module, Yaml.Scalar text, boolean local) {
    ArgumentText split = ArgumentText.parse(text, Builtin.takesCommandLine(module.text()));
    return new Call(module, split.arguments(), split.rest(), local);
  }

  /** {@code action: copy src=a} or {@code action: {module: copy, src: a}}. */
  private Optional<Call> oldStyle(Yaml.Entry entry) {
    boolean local = entry.name().equals("local_action");
    return switch (entry.value()) {
      case Yaml.Scalar text when text.value() instanceof String && !text.text().isBlank() ->
          Optional.of(firstWord(text, local));
      case Yaml.Mapping mapping
          when new Fields(mapping, fields.diagnostics()).scalar("module").isPresent() ->
          Optional.of(moduleKey(mapping, local));
      case Yaml other -> {
        fields.wrongType(entry.name(), "a text that begins with a module's name", other);
        yield Optional.empty();
      }
    };
  }

  private static Call firstWord(Yaml.Scalar text, boolean local) {
    String word = text.text().strip().split("\\s+", 2)[0];
    int after = text.text().indexOf(word) + word.length();
    int blanks = after + text.text().substring(after).indexOf(text.text().substring(after).strip());
    Yaml.Scalar module = new Yaml.Scalar(word, word, text.mark(), text.verbatim());
    String rest = text.text().substring(blanks);
    return split(
        module, new Yaml.Scalar(rest, rest, text.mark().right(blanks), text.verbatim()), local);
  }

  private static Call moduleKey(Yaml.Mapping mapping, boolean local) {
    Call call = firstWord((Yaml.Scalar) mapping.value("module").orElseThrow(), local);
    ImmutableList<Yaml.Entry> others =
        mapping.entries().stream()
            .filter(entry -> !entry.name().equals("module"))
            .collect(ImmutableList.toImmutableList());
    return call.over(new Yaml.Mapping(others, mapping.mark()));
  }

  /** Adds the arguments below {@code args}, which count less. */
  private Optional<Call> withArgs(Call call) {
    Optional<Yaml> args = fields.value("args");
    if (args.filter(Fields::isTemplate).isPresent()) {
      fields
          .diagnostics()
          .error(
              "Not supported yet",
              "A template that stands for all arguments is not supported yet. Write the"
                  + " arguments one by one.",
              args.get().mark());
    }
    return args.filter(it -> !Fields.isTemplate(it))
        .flatMap(_ -> fields.mapping("args"))
        .map(call::over)
        .or(() -> Optional.of(call));
  }

  private static Yaml.Mapping nothing(Yaml value) {
    return new Yaml.Mapping(ImmutableList.of(), value.mark());
  }
}
