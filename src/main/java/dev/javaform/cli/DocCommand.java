package dev.javaform.cli;

import dev.javaform.binding.ModuleReference;
import dev.javaform.binding.Modules;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the modules, or shows the arguments of one. */
@Command(
    name = "doc",
    header = "Lists the modules, or shows the arguments of one.",
    mixinStandardHelpOptions = true)
final class DocCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "MODULE", description = "a module's short or full name")
  private Optional<String> module = Optional.empty();

  @Override
  public Integer call() {
    ModuleReference reference = new ModuleReference(new Modules());
    System.out.print(module.map(reference::page).orElseGet(reference::list));
    return 0;
  }
}
