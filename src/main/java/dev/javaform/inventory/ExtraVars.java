package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of the command line, {@code -e}, which win over all others. Three forms: {@code
 * name=value} words (values are strings), a YAML or JSON mapping in braces, and {@code @file}.
 */
public final class ExtraVars {

  private final Path workingDirectory;
  private final Diagnostics diagnostics;

  private ExtraVars(Path workingDirectory, Diagnostics diagnostics) {
    this.workingDirectory = workingDirectory;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads the arguments in order; of a name given twice the later value counts. An argument that
   * makes no sense is an error and gives nothing.
   *
   * @param workingDirectory what {@code @file} is relative to
   */
  public static Yaml.Mapping parse(
      List<String> arguments, Path workingDirectory, Diagnostics diagnostics) {
    ExtraVars reader = new ExtraVars(workingDirectory, diagnostics);
    Map<String, Yaml.Entry> merged = new LinkedHashMap<>();
    arguments.stream()
        .filter(argument -> !argument.isBlank())
        .map(reader::read)
        .flatMap(List::stream)
        .forEach(entry -> merged.put(entry.name(), entry));
    return new Yaml.Mapping(ImmutableList.copyOf(merged.values()), Mark.NOWHERE);
  }

  private ImmutableList<Yaml.Entry> read(String argument) {
    SourceText text = SourceText.of("-e", argument);
    return switch (argument.stripLeading().charAt(0)) {
      case '@' -> file(text);
      case '/', '.' -> forgotten(text);
      case '[', '{' -> mapping(YamlReader.read(text, diagnostics));
      default -> words(text);
    };
  }

  private ImmutableList<Yaml.Entry> file(SourceText text) {
    Path file = workingDirectory.resolve(text.text().strip().substring(1));
    Mark from = text.source().at(1, 1);
    Diagnostics own = new Diagnostics();
    ImmutableList<Yaml.Entry> entries =
        new ExtraVars(workingDirectory, own).mapping(YamlReader.read(file, from, own));
    own.all()
        .forEach(
            each -> diagnostics.add(each.mark().equals(Optional.of(from)) ? each : discreet(each)));
    return entries;
  }

  /** Such files are where people keep secrets, under whatever name. */
  private static Diagnostic discreet(Diagnostic diagnostic) {
    return diagnostic.unshown(
        diagnostic.detail() + " The line is not shown: a file for -e may hold secrets.");
  }

  private ImmutableList<Yaml.Entry> forgotten(SourceText text) {
    diagnostics.error(
        "Invalid extra variables",
        "This looks like a file name. Put @ in front of it to read variables from the file.",
        text.source().at(1, 1));
    return ImmutableList.of();
  }

  private ImmutableList<Yaml.Entry> words(SourceText text) {
    try {
      return KeyValues.read(text.source(), text.text());
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
      return ImmutableList.of();
    }
  }

  private ImmutableList<Yaml.Entry> mapping(Optional<Yaml> read) {
    return read.map(this::entries).orElse(ImmutableList.of());
  }

  private ImmutableList<Yaml.Entry> entries(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Mapping mapping -> mapping.entries();
      case Yaml.Scalar scalar when scalar.value() == null -> ImmutableList.of();
      case Yaml other -> {
        diagnostics.error(
            "Invalid extra variables",
            "Extra variables are a mapping of names to values, but this is %s."
                .formatted(other.kind()),
            other.mark());
        yield ImmutableList.of();
      }
    };
  }
}
