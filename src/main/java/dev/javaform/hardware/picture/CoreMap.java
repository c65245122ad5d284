package dev.javaform.hardware.picture;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.javaform.hardware.processor.CacheGroup;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.CpuClass;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cores of a machine, those that share a cache together, each with its threads one below the
 * other and what they are for.
 *
 * @param uses what CPUs are for by their numbers; the others stay with the host
 */
public record CoreMap(String title, Processors processors, Map<Integer, CpuUse> uses) {

  /** What the words of the map mean. */
  public static final String LEGEND =
      "vN: the guest's CPU N; em: emulator; io: I/O threads; host: left to the host";

  private static final int GAP = 2;
  private static final int CORES_IN_ROW = 8;
  private static final int PADDING = 8;

  /** The map in lines of at most so many letters. */
  public String lines(int width) {
    Folded text = new Folded(width);
    text.line("", "  ", title);
    for (CacheGroup group : processors.groups()) {
      text.line("  ", "    ", heading(group));
      List<ImmutableList<String>> cores = cores(group).map(this::column).toList();
      int wide = widest(cores);
      int inRow = Math.max(1, (width - 4 + GAP) / (wide + GAP));
      Lists.partition(cores, inRow).forEach(row -> rows(row, wide, text));
    }
    return text.line("  ", "  ", LEGEND).toString();
  }

  /** The word for what is known of a group. */
  private String heading(CacheGroup group) {
    StringBuilder heading = new StringBuilder();
    heading.append(group.level() == 0 ? "Package" : "L" + group.level() + " cache");
    group.kib().ifPresent(kib -> heading.append(' ').append(size(kib)));
    heading.append(", CPUs ").append(group.cpus());
    String kinds =
        cores(group)
            .map(Core::kind)
            .distinct()
            .filter(kind -> kind != CpuClass.UNIFORM)
            .map(CpuClass::word)
            .reduce((one, other) -> one + " and " + other)
            .orElse("");
    heading.append(kinds.isEmpty() ? "" : ", " + kinds + " cores");
    if (processors.nodes().size() > 1) {
      nodes(group).forEach(node -> heading.append(", NUMA node ").append(node.number()));
    }
    return heading.toString();
  }

  private Stream<Node> nodes(CacheGroup group) {
    return processors.nodes().stream().filter(node -> node.cpus().meets(group.cpus()));
  }

  private static String size(long kib) {
    return kib % 1024 == 0 ? kib / 1024 + " MiB" : kib + " KiB";
  }

  private Stream<Core> cores(CacheGroup group) {
    return processors.cores().stream().filter(core -> group.cpus().contains(core.first()));
  }

  private ImmutableList<String> column(Core core) {
    return core.cpus().stream().map(this::cell).collect(toImmutableList());
  }

  private String cell(int cpu) {
    return cpu + "=" + use(cpu).word();
  }

  private CpuUse use(int cpu) {
    return uses.getOrDefault(cpu, CpuUse.HOST);
  }

  private static int widest(List<ImmutableList<String>> columns) {
    return columns.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
  }

  private static void rows(List<ImmutableList<String>> columns, int wide, Folded text) {
    int threads = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int thread = 0; thread < threads; thread++) {
      StringBuilder row = new StringBuilder();
      for (ImmutableList<String> column : columns) {
        String cell = thread < column.size() ? column.get(thread) : "";
        row.append(Strings.padEnd(cell, wide + GAP, ' '));
      }
      text.line("    ", "    ", row.toString().stripTrailing());
    }
  }

  /** The map as a drawing. */
  public Svg svg() {
    Svg svg = new Svg(title);
    svg.text(0, 0, "#000000", true, title);
    int y = Svg.LINE + 4;
    for (CacheGroup group : processors.groups()) {
      svg.text(0, y, "#000000", false, heading(group));
      y += Svg.LINE;
      List<ImmutableList<String>> columns = cores(group).map(this::column).toList();
      int wide = widest(columns) * Svg.LETTER + PADDING;
      for (List<Core> row : Lists.partition(cores(group).toList(), CORES_IN_ROW)) {
        y = row(row, wide, y, svg);
      }
      y += PADDING;
    }
    return svg.text(0, y, "#444444", false, LEGEND);
  }

  /** Draws cores beside each other, and tells where what follows begins. */
  private int row(List<Core> cores, int wide, int top, Svg svg) {
    int bottom = top;
    for (int i = 0; i < cores.size(); i++) {
      int y = top;
      for (int cpu : cores.get(i).cpus().numbers()) {
        int x = i * (wide + PADDING);
        svg.box(x, y, wide, Svg.LINE, use(cpu).tone().fill(), "#555555");
        svg.text(x + PADDING / 2, y, use(cpu).tone().ink(), false, cell(cpu));
        y += Svg.LINE;
      }
      bottom = Math.max(bottom, y);
    }
    return bottom + PADDING / 2;
  }
}
