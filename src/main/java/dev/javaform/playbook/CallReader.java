package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.ArgumentWords;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Optional;

/** Finds the module among a task's keys, and its arguments in every form that Ansible knows. */
final class CallReader {

  private final Fields fields;
  private final ImmutableSet<String> words;
  private final KnownModules modules;

  /**
   * @param words the keywords where the task stands
   */
  CallReader(Fields fields, ImmutableSet<String> words, KnownModules modules) {
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
    candidates.stream().filter(it -> !likely.contains(it)).forEach(it -> unknown(it, likely));
    likely.stream().skip(1).forEach(second -> two(likely.getFirst(), second));
    return likely.stream().findFirst();
  }

  private boolean likely(Yaml.Entry entry) {
    return known(entry.name())
        || (modules.names().isEmpty() && Suggestion.nearest(entry.name(), words).isEmpty());
  }

  private boolean known(String name) {
    return Directive.of(name).isPresent()
        || modules.names().contains(name)
        || modules.names().contains(Directive.shortName(name));
  }

  /**
   * A lone key is a module, known or not, unless it looks like a keyword and like no module. With a
   * mapping of arguments it looks like a module.
   */
  private boolean acceptable(Yaml.Entry entry) {
    boolean keyword =
        Suggestion.nearest(entry.name(), words).isPresent()
            && !(entry.value() instanceof Yaml.Mapping)
            && !known(entry.name())
            && Suggestion.nearest(entry.name(), modules.names()).isEmpty();
    if (keyword) {
      unknown(entry);
    }
    return !keyword;
  }

  /** A key beside a module may be meant as its argument. */
  private void unknown(Yaml.Entry entry, List<Yaml.Entry> modulesThere) {
    Optional<String> owner =
        modulesThere.stream()
            .map(Yaml.Entry::name)
            .filter(module -> modules.hasArgument(module, entry.name()))
            .findFirst();
    owner.ifPresentOrElse(module -> outdented(entry, module), () -> unknown(entry));
  }

  private void outdented(Yaml.Entry entry, String module) {
    String detail =
        "\"%s\" is no keyword of a task, but an argument of %s: indent it further than \"%s:\".";
    fields
        .diagnostics()
        .error(
            "Unknown keyword", detail.formatted(entry.name(), module, module), entry.key().mark());
  }

  private void unknown(Yaml.Entry entry) {
    String near =
        Suggestion.nearest(entry.name(), words)
            .or(() -> Suggestion.nearest(entry.name(), modules.names()))
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

  private Call split(Yaml.Scalar module, Yaml.Scalar text, boolean local) {
    boolean command = modules.takesCommandLine(module.text());
    ArgumentText split = ArgumentText.parse(text, command);
    Call call = new Call(module, split.arguments(), split.rest(), local);
    boolean whole =
        !command && call.directive().isEmpty() && split.rest().filter(Task::isWhole).isPresent();
    return whole
        ? new Call(module, split.arguments(), Optional.empty(), local)
            .over(Task.whole(split.rest().get()))
        : call;
  }

  /** {@code action: copy src=a} or {@code action: {module: copy, src: a}}. */
  private Optional<Call> oldStyle(Yaml.Entry entry) {
    boolean local = entry.name().equals("local_action");
    return switch (entry.value()) {
      case Yaml.Scalar text when text.value() instanceof String && !text.text().isBlank() ->
          Optional.of(firstWord(text, local));
      case Yaml.Mapping mapping when fields.of(mapping).scalar("module").isPresent() ->
          Optional.of(moduleKey(mapping, local));
      case Yaml other -> {
        fields.wrongType(entry.name(), "a text that begins with a module's name", other);
        yield Optional.empty();
      }
    };
  }

  private Call firstWord(Yaml.Scalar text, boolean local) {
    ArgumentWords.Word first = ArgumentText.words(text).getFirst();
    int after = first.start() + first.text().length() + first.gap().length();
    Yaml.Scalar module = new Yaml.Scalar(first.text(), first.text(), text.mark(), text.verbatim());
    String rest = text.text().substring(after);
    return split(
        module, new Yaml.Scalar(rest, rest, text.mark().right(after), text.verbatim()), local);
  }

  private Call moduleKey(Yaml.Mapping mapping, boolean local) {
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
    return args.filter(Yaml::isTemplate)
        .map(Task::whole)
        .or(() -> args.flatMap(_ -> fields.mapping("args")))
        .map(call::over)
        .or(() -> Optional.of(call));
  }

  private static Yaml.Mapping nothing(Yaml value) {
    return new Yaml.Mapping(ImmutableList.of(), value.mark());
  }
}
