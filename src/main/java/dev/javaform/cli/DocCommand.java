package dev.javaform.cli;

import dev.javaform.binding.ModuleReference;
import dev.javaform.binding.Modules;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec private CommandSpec spec;

  /** What a shell completes. */
  static final class ModuleWords implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return new Modules().names().iterator();
    }
  }

  @Override
  public Integer call() {
    ModuleReference reference = new ModuleReference(new Modules());
    System.out.print(module.map(name -> page(reference, name)).orElseGet(reference::list));
    return 0;
  }

  private String page(ModuleReference reference, String name) {
    return reference
        .page(name)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), reference.explainMissing(name)));
  }
}
