package dev.javaform.template.function;

import dev.javaform.source.Unreadable;
import dev.javaform.source.Vault;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lookups that read the controller's files or run a program there. */
final class FileLookups {

  private FileLookups() {}

  static List<Object> contents(List<Object> terms, Map<String, Object> options, LookupContext in) {
    List<Object> contents = new ArrayList<>();
    for (Object term : terms) {
      String text = read(existing("files", term, in));
      text = truth(options, "rstrip", true) ? text.stripTrailing() : text;
      contents.add(truth(options, "lstrip", false) ? text.stripLeading() : text);
    }
    return contents;
  }

  private static boolean truth(Map<String, Object> options, String name, boolean fallback) {
    return options.containsKey(name) ? Values.truth(options.get(name)) : fallback;
  }

  private static Path existing(String folder, @Nullable Object name, LookupContext in) {
    return in.find(folder, Text.str(name))
        .orElseThrow(
            () ->
                ExpressionException.failed(
                    "could not locate file in lookup: %s. It is searched in the role's %s folder, beside the playbook, and in its %s folder.",
                    Text.str(name), folder, folder));
  }

  private static String read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException failure) {
      throw ExpressionException.failed("%s %s", file, Unreadable.why(failure));
    }
    if (Vault.encrypted(text)) {
      throw ExpressionException.failed("%s cannot be read. %s", file, Vault.REFUSAL);
    }
    return text;
  }

  static List<Object> template(List<Object> terms, Map<String, Object> options, LookupContext in) {
    Map<String, Object> more = new java.util.LinkedHashMap<>();
    if (options.get("template_vars") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> more.put(Text.str(name), value));
    }
    List<Object> texts = new ArrayList<>();
    terms.forEach(term -> texts.add(in.render(existing("templates", term, in), more)));
    return texts;
  }

  static List<Object> lines(List<Object> terms, LookupContext in) {
    List<Object> lines = new ArrayList<>();
    terms.forEach(term -> lines.addAll(output(Text.str(term), in).lines().toList()));
    return lines;
  }

  static List<Object> pipe(List<Object> terms, LookupContext in) {
    List<Object> outputs = new ArrayList<>();
    terms.forEach(term -> outputs.add(output(Text.str(term), in).stripTrailing()));
    return outputs;
  }

  private static String output(String command, LookupContext in) {
    try {
      ProcessBuilder shell =
          new ProcessBuilder("/bin/sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      folder(in).ifPresent(folder -> shell.directory(folder.toFile()));
      Process process = shell.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw ExpressionException.failed("lookup_plugin.pipe(%s) returned %d", command, code);
      }
      return output;
    } catch (IOException _) {
      throw ExpressionException.failed(
          "%s cannot be run: this machine does not start a shell for it", command);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw ExpressionException.failed("%s was interrupted.", command);
    }
  }

  private static Optional<Path> folder(LookupContext in) {
    return in.names().value("playbook_dir") instanceof String folder
            && Files.isDirectory(Path.of(folder))
        ? Optional.of(Path.of(folder))
        : Optional.empty();
  }

  static List<Object> glob(List<Object> terms, LookupContext in) {
    List<Object> found = new ArrayList<>();
    for (Object term : terms) {
      Path pattern = Path.of(Text.str(term));
      String folder = pattern.getParent() == null ? "." : pattern.getParent().toString();
      in.find("files", folder)
          .ifPresent(
              there ->
                  found.addAll(
                      PathFilters.glob(
                          there.resolve(pattern.getFileName()).normalize().toString())));
    }
    return found;
  }

  /**
   * The first file that exists, of names or of mappings with {@code files}, {@code paths}, {@code
   * skip}. The option {@code folder} tells where they are looked for first: with {@code
   * with_first_found} that depends on the module.
   */
  static List<Object> first(List<Object> terms, Map<String, Object> options, LookupContext in) {
    boolean skip = truth(options, "skip", false);
    String folder = Text.str(options.getOrDefault("folder", "files"));
    List<Object> candidates = new ArrayList<>();
    List<Object> flat = new ArrayList<>();
    ListFilters.flatten(terms, Integer.MAX_VALUE, true, flat);
    for (Object term : flat) {
      if (term instanceof Map<?, ?> map) {
        skip |= map.get("skip") != null && Values.truth(map.get("skip"));
        candidates.addAll(combined(map.get("files"), map.get("paths")));
      } else if (!(term instanceof Undefined)) {
        candidates.add(term);
      }
    }
    candidates.addAll(combined(options.get("files"), options.get("paths")));
    Optional<Path> first =
        candidates.stream()
            .map(name -> in.find(folder, Text.str(name)))
            .flatMap(Optional::stream)
            .findFirst();
    if (first.isEmpty() && !skip) {
      throw ExpressionException.failed(
          "No file was found when using first_found. These were tried: %s.",
          String.join(", ", candidates.stream().map(Text::str).toList()));
    }
    return first.<List<Object>>map(path -> List.of(path.toString())).orElse(List.of());
  }

  private static List<Object> combined(@Nullable Object files, @Nullable Object paths) {
    List<Object> all = new ArrayList<>();
    for (Object path : paths == null ? List.<Object>of("") : listed(paths)) {
      for (Object file : listed(files)) {
        all.add(Text.str(path).isEmpty() ? file : Text.str(path) + "/" + Text.str(file));
      }
    }
    return all;
  }

  private static List<Object> listed(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case String text -> List.of((Object[]) text.split("[,;:]\\s*|\\s+"));
      default -> Values.items(value);
    };
  }
}
