package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.picture.Svg;
import dev.javaform.report.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether machines can pass devices to guests. */
@Command(
    name = "preflight",
    header = "Says whether machines can pass devices to a guest, with which, and what is missing.",
    description = {
      "",
      "Asks each host once and reads only. It judges the devices of the host's variable"
          + " passthrough_devices, and proposes some. docs/passthrough.md explains each rule.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every machine can",
      "2:something blocks on at least one, or it could not be made sense of",
      "4:a host was unreachable, a capture is none, or the inventory has mistakes",
      "5:wrong options",
      "74:the output could not be written",
      "99:interrupted"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class PreflightCommand implements Callable<Integer> {

  static final String FORMAT = "javaform-preflight-1";

  private static final int BLOCKED = 2;

  @Mixin private HostFlags hosts;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = Picture.Words.class,
      defaultValue = "table",
      description = "table (lines for people), json (one document) or svg (one drawing)")
  private Picture output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new Looking(hosts, spec).named().run(this::tell);
  }

  private int tell(HostVisit visit, ImmutableList<Seen<HostTree>> machines) {
    ImmutableList<Seen<JudgedMachine>> judged =
        machines.stream()
            .map(each -> each.map(tree -> judged(visit, each.name(), tree)))
            .collect(ImmutableList.toImmutableList());
    System.out.print(text(judged));
    boolean all =
        judged.stream()
            .flatMap(each -> each.value().stream())
            .allMatch(each -> each.judgement().allows());
    return all ? 0 : BLOCKED;
  }

  /** A host's machine, judged by what its variables want of it. */
  static JudgedMachine judged(HostVisit visit, String host, HostTree tree) {
    return JudgedMachine.of(tree, Intents.of(name -> visit.variable(host, name)));
  }

  private String text(ImmutableList<Seen<JudgedMachine>> judged) {
    return switch (output) {
      case TABLE -> Screen.safe(table(judged));
      case JSON ->
          MachineDocuments.of(FORMAT, judged, each -> each.value().orElseThrow().document());
      case SVG -> drawing(judged).document();
    };
  }

  private static String table(ImmutableList<Seen<JudgedMachine>> judged) {
    StringBuilder text = new StringBuilder();
    for (Seen<JudgedMachine> each : judged) {
      each.value()
          .map(it -> PreflightTable.of(each.name(), it, Terminal.width()))
          .ifPresent(table -> text.append(text.isEmpty() ? "" : "\n").append(table));
    }
    return text.toString();
  }

  private static Svg drawing(ImmutableList<Seen<JudgedMachine>> judged) {
    Svg svg = new Svg("Machines");
    for (Seen<JudgedMachine> each : judged) {
      each.value().ifPresent(it -> FactsCommand.draw(each.name(), it.machine(), it.intent(), svg));
    }
    return svg;
  }
}
