package dev.javaform.template.ansible;

import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.template.Delimiters;
import dev.javaform.template.document.Document;
import dev.javaform.template.document.Loader;
import dev.javaform.template.expression.ExpressionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds templates in folders, and remembers which text came from which file. */
final class TemplateFolders implements Loader {

  private final Grammar grammar;
  private final List<Path> folders;
  private final Map<Object, TemplateFile> files = new HashMap<>();
  private Delimiters delimiters = Delimiters.ANSIBLE;

  TemplateFolders(Grammar grammar, List<Path> folders) {
    this.grammar = grammar;
    this.folders = folders;
  }

  @Override
  public Optional<Document> load(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(path -> document(TemplateFile.of(read(path)).with(delimiters)));
  }

  static SourceText read(Path path) {
    Diagnostics found = new Diagnostics();
    return SourceText.read(path, found)
        .orElseThrow(() -> ExpressionException.failed("%s", found.all().getFirst().detail()));
  }

  /** The parsed file that a task names; what it includes is read with the same delimiters. */
  Document top(TemplateFile file) {
    delimiters = file.delimiters();
    return document(file);
  }

  /** The parsed file; fails with a place in it. */
  private Document document(TemplateFile file) {
    try {
      Document document = file.parsed(grammar.documents());
      files.put(document, file);
      return document;
    } catch (ExpressionException failure) {
      files.put(file.body(), file);
      throw failure.in(file.body());
    }
  }

  /** The place of a failure in one of the files. */
  Optional<Mark> mark(ExpressionException failure) {
    return failure.home().map(files::get).flatMap(file -> file.mark(failure.at()));
  }
}
