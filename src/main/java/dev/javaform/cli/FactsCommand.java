package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.capture.Captures;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.picture.Svg;
import dev.javaform.hardware.preflight.Intent;
import dev.javaform.hardware.preflight.Portrait;
import dev.javaform.report.Screen;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what machines are made of. */
@Command(
    name = "facts",
    header = "Shows what machines are made of: processors, memory, PCI, IOMMU groups, USB, boot.",
    description = {
      "",
      "Asks each host once, reads only, and needs nothing there but a shell. What only root may"
          + " read is left out without -b.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "2:a host could not be made sense of",
      "4:a host was unreachable, a capture is none, or the inventory has mistakes",
      "5:wrong options",
      "74:the output could not be written",
      "99:interrupted"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {

  static final String FORMAT = "javaform-facts-1";

  @Mixin private HostFlags hosts;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = Picture.Words.class,
      defaultValue = "table",
      description = "table (lines for people), json (one document) or svg (one drawing)")
  private Picture output;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description =
          "write what was read into this archive (tar.gz), without serial numbers, to look at it"
              + " elsewhere with --capture")
  private Optional<Path> save = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new Looking(hosts, spec).named().run((_, machines) -> tell(machines));
  }

  private int tell(ImmutableList<Seen<HostTree>> machines) throws IOException {
    if (save.isPresent()) {
      return save(machines, save.get());
    }
    System.out.print(
        switch (output) {
          case TABLE -> Screen.safe(table(machines));
          case JSON ->
              MachineDocuments.of(FORMAT, machines, each -> facts(each.value().orElseThrow()));
          case SVG -> drawing(machines).document();
        });
    return 0;
  }

  private static Map<String, ?> facts(HostTree tree) {
    return Map.of("facts", Machine.of(tree).facts());
  }

  private static String table(ImmutableList<Seen<HostTree>> machines) {
    StringBuilder text = new StringBuilder();
    for (Seen<HostTree> each : machines) {
      each.value()
          .map(tree -> FactsTable.of(each.name(), Machine.of(tree), Terminal.width()))
          .ifPresent(table -> text.append(text.isEmpty() ? "" : "\n").append(table));
    }
    return text.toString();
  }

  private static Svg drawing(ImmutableList<Seen<HostTree>> machines) {
    Svg svg = new Svg("Machines");
    for (Seen<HostTree> each : machines) {
      each.value().map(Machine::of).ifPresent(it -> draw(each.name(), it, Intent.NONE, svg));
    }
    return svg;
  }

  /** Adds the pictures of a machine. */
  static void draw(String name, Machine machine, Intent intent, Svg to) {
    to.below(new Svg(name).heading(name));
    to.below(Portrait.groups(machine, intent).svg());
    to.below(Portrait.cores(machine, intent).svg());
  }

  private int save(ImmutableList<Seen<HostTree>> machines, Path file) throws IOException {
    if (machines.size() != 1) {
      throw new ParameterException(spec.commandLine(), "--save takes one host, not several.");
    }
    Optional<HostTree> tree = machines.getFirst().value();
    if (tree.isEmpty()) {
      return 0;
    }
    try {
      Files.write(file, Captures.save(tree.get()), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already; name another file, or remove it.", e);
    }
    System.out.println(Screen.safe("Saved " + file + "; serial numbers are blanked."));
    return 0;
  }
}
