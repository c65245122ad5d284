package dev.javaform.cli;

import dev.javaform.binding.ModuleReference;
import dev.javaform.binding.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the modules, or shows how one is used. */
@Command(
    name = "doc",
    header = "Lists the modules, or shows how one is used.",
    mixinStandardHelpOptions = true)
final class DocCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "MODULE",
      completionCandidates = ModuleWords.class,
      description = "a module's short or full name")
  private Optional<String> module = Optional.empty();

  @Option(
      names = "--markdown",
      paramLabel = "FOLDER",
      description = "write the whole reference as Markdown, a page per module, into this folder")
  private Optional<Path> markdown = Optional.empty();

  @Spec private CommandSpec spec;

  /** What a shell completes. */
  static final class ModuleWords implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return new Modules().names().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    ModuleReference reference = new ModuleReference(new Modules());
    if (markdown.isPresent()) {
      write(reference, markdown.get());
      return 0;
    }
    System.out.print(module.map(name -> page(reference, name)).orElseGet(reference::list));
    return 0;
  }

  private static void write(ModuleReference reference, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var page : reference.markdown().entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  private String page(ModuleReference reference, String name) {
    return reference
        .page(name)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), reference.explainMissing(name)));
  }
}
