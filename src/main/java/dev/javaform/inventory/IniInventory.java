package dev.javaform.inventory;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an inventory in INI form: sections {@code [group]}, {@code [group:children]} and {@code
 * [group:vars]}, read line by line; what stands before the first section is {@code ungrouped}.
 *
 * <p>A line that makes no sense is reported and passed over, so that all mistakes are told at once.
 */
final class IniInventory {

  private static final Pattern SECTION =
      Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:#.*)?");
  private static final Pattern GROUP = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

  private static final int PATIENCE = 20;

  private enum Kind {
    HOSTS,
    CHILDREN,
    VARS,
    /** What follows a section line that makes no sense. */
    PASSED_OVER
  }

  /** A group spoken of before it was declared. */
  private record Waiting(String name, Kind kind, Mark mark, List<Child> parents) {

    Waiting(String name, Kind kind, Mark mark) {
      this(name, kind, mark, new ArrayList<>());
    }
  }

  /** A line below {@code [parent:children]}. */
  private record Child(DraftGroup parent, Mark mark) {}

  private final Source source;
  private final Path file;
  private final Draft draft;
  private final Diagnostics diagnostics;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private DraftGroup group;
  private Kind kind = Kind.HOSTS;
  private int mistakes;

  private IniInventory(Source source, Path file, Draft draft, Diagnostics diagnostics) {
    this.source = source;
    this.file = file;
    this.draft = draft;
    this.diagnostics = diagnostics;
    this.group = draft.group(Draft.UNGROUPED, Mark.NOWHERE);
  }

  /** Adds what the source says to the draft. */
  static void read(Source source, Path file, Draft draft, Diagnostics diagnostics) {
    new IniInventory(source, file, draft, diagnostics).read();
  }

  private void read() {
    for (int number = 1; number <= source.lines().size() && mistakes < PATIENCE; number++) {
      Word line = Word.line(source, number).strip();
      if (!line.text().isEmpty() && "#;".indexOf(line.text().charAt(0)) < 0) {
        reporting(() -> read(line));
      }
    }
    if (mistakes < PATIENCE) {
      waiting.values().forEach(this::undefined);
    } else {
      diagnostics.error(
          "Too many mistakes",
          "After %d mistakes the rest of the file is not read. Is it an INI inventory?"
              .formatted(mistakes),
          source.at(1, 1));
    }
  }

  private void reporting(Runnable reading) {
    try {
      reading.run();
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
      mistakes++;
    }
  }

  private void read(Word line) {
    Matcher section = SECTION.matcher(line.text());
    if (section.matches()) {
      section(section, line.mark());
    } else if (line.text().startsWith("[") && line.text().endsWith("]")) {
      kind = Kind.PASSED_OVER;
      throw error(
          "Invalid section",
          "A section is written [group], [group:children] or [group:vars], without spaces.",
          line.mark());
    } else {
      entry(line);
    }
  }

  private void entry(Word line) {
    switch (kind) {
      case HOSTS -> hosts(line);
      case CHILDREN -> child(line);
      case VARS -> variable(line);
      case PASSED_OVER -> {}
    }
  }

  private void section(Matcher section, Mark mark) {
    String name = section.group(1);
    kind = Kind.PASSED_OVER;
    kind = kind(section, mark);
    boolean isNew = !draft.groups.containsKey(name);
    group = draft.group(name, mark.right(1));
    if (kind != Kind.VARS) {
      declared(name);
    } else if (isNew && !waiting.containsKey(name)) {
      waiting.put(name, new Waiting(name, kind, mark.right(1)));
    }
  }

  private static Kind kind(Matcher section, Mark mark) {
    return switch (section.group(2)) {
      case null -> Kind.HOSTS;
      case "hosts" -> Kind.HOSTS;
      case "children" -> Kind.CHILDREN;
      case "vars" -> Kind.VARS;
      default ->
          throw error(
              "Unknown kind of section",
              "There is no kind \"%s\": a section lists hosts, children or vars.%s"
                  .formatted(
                      section.group(2),
                      Suggestion.didYouMean(
                          section.group(2), List.of("hosts", "children", "vars"))),
              mark.right(section.start(2)));
    };
  }

  /** The group is declared now: what waited for it happens. */
  private void declared(String name) {
    Waiting resolved = waiting.remove(name);
    if (resolved != null) {
      resolved.parents.forEach(
          child -> reporting(() -> draft.nest(child.parent, group, child.mark)));
    }
  }

  private void hosts(Word line) {
    List<Word> words = Word.words(line.source(), line.line());
    Word first = words.getFirst();
    draft.checkRoom(first.mark());
    HostNames names = HostNames.parse(first.text(), first.mark());
    Map<String, Yaml> variables = new LinkedHashMap<>();
    words.subList(1, words.size()).forEach(word -> assign(word, variables));
    draft.add(names, group, variables, file, first.mark());
  }

  private static void assign(Word word, Map<String, Yaml> variables) {
    int equals = word.text().indexOf('=');
    if (equals < 0) {
      throw error(
          "Invalid inventory line",
          "After the host's name come variables, written name=value, but this word has no equals"
              + " sign. Quote values that contain spaces.",
          word.mark());
    }
    variables.put(word.text().substring(0, equals), PythonLiteral.read(word.from(equals + 1)));
  }

  private void variable(Word line) {
    int equals = line.text().indexOf('=');
    if (equals < 0) {
      throw error(
          "Invalid inventory line",
          "Variables of a group are written name=value, but this line has no equals sign.",
          line.mark());
    }
    String name = line.text().substring(0, equals).strip();
    Draft.set(group, name, PythonLiteral.read(line.from(equals + 1).strip()));
  }

  private void child(Word line) {
    Matcher name = GROUP.matcher(line.text());
    if (!name.matches()) {
      throw error(
          "Invalid inventory line",
          "A [%s:children] section lists one group per line, but \"%s\" is not the name of a group."
              .formatted(group, line.text()),
          line.mark());
    }
    child(name.group(1), line.mark());
  }

  private void child(String name, Mark mark) {
    DraftGroup known = draft.groups.get(name);
    if (known != null && !waiting.containsKey(name)) {
      draft.nest(group, known, mark);
      return;
    }
    waiting
        .computeIfAbsent(name, _ -> new Waiting(name, Kind.CHILDREN, mark))
        .parents
        .add(new Child(group, mark));
  }

  private void undefined(Waiting missing) {
    String spoken =
        missing.kind == Kind.VARS
            ? "Variables are given to a group \"%s\", but no section declares it.%s"
            : "\"%s\" is listed as a child, but no section declares it.%s";
    List<String> known =
        draft.groups.keySet().stream().filter(name -> !waiting.containsKey(name)).toList();
    String name = missing.name;
    String detail = spoken.formatted(name, Suggestion.didYouMean(name, known));
    String advice = " Declare it with a line [%s], even if nothing follows it.".formatted(name);
    diagnostics.error("Undefined group", detail + advice, missing.mark);
  }

  private static DiagnosticException error(String summary, String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error(summary, detail, mark));
  }
}
