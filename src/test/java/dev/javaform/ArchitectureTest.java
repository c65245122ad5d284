package dev.javaform;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The architecture that README shows, held against what the JDK's own jdeps finds in the classes.
 */
class ArchitectureTest {

  /** Which package of dev.javaform may use which others. Every package has a line here. */
  private static final String MAY_USE =
      """
      source     ->
      module     ->
      modules.*  -> module modules.*
      playbook   -> source
      inventory  -> source
      template   -> source
      template.* -> source template template.*
      remote     -> module
      remote.*   -> module remote remote.*
      binding    -> source module playbook inventory template
      engine     -> source module playbook inventory template binding remote
      report     -> source module template engine
      cli        -> source module playbook inventory template template.* binding engine remote remote.* report
      """;

  /** Libraries that one package alone may use, so that they can be replaced in one place. */
  private static final String ONLY_USER =
      """
      source     -> org.snakeyaml.engine.*
      template.document -> com.hubspot.jinjava.*
      remote.ssh -> org.apache.sshd.*
      cli        -> picocli.*
      """;

  private static final String PROJECT = "dev.javaform.";
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern EDGE = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s.*");

  private static List<Edge> edges;

  /**
   * One package uses another; both without {@code dev.javaform.} where they are the project's own.
   */
  private record Edge(String from, String to) {
    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  @BeforeAll
  static void askJdeps() {
    var said = new StringWriter();
    var out = new PrintWriter(said);
    var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertEquals(0, jdeps.run(out, out, "-verbose:package", CLASSES.toString()), said::toString);
    edges =
        said.toString()
            .lines()
            .map(EDGE::matcher)
            .filter(edge -> edge.matches() && edge.group(1).startsWith(PROJECT))
            .map(edge -> new Edge(shorten(edge.group(1)), shorten(edge.group(2))))
            .toList();
  }

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    var allowed = table(MAY_USE);
    assertNone(
        edges.stream()
            .filter(edge -> packages().contains(edge.to()))
            .filter(edge -> matching(allowed, edge.from()).noneMatch(covers(edge.to()))));
  }

  @Test
  void everyPackageHasItsLineInTheTable() {
    var lines = lines(MAY_USE).map(line -> line.getFirst()).toList();
    assertNone(packages().stream().filter(name -> lines.stream().noneMatch(covers(name))));
  }

  @Test
  void packagesFormNoCycle() {
    var graph = GraphBuilder.directed().<String>build();
    edges.stream()
        .filter(edge -> packages().contains(edge.to()))
        .forEach(edge -> graph.putEdge(edge.from(), edge.to()));
    assertNone(
        graph.edges().stream()
            .filter(edge -> Graphs.reachableNodes(graph, edge.target()).contains(edge.source())));
  }

  @Test
  void eachLibraryHasItsOnlyUser() {
    var users = table(ONLY_USER).inverse();
    assertNone(
        edges.stream()
            .filter(
                edge ->
                    users.entries().stream()
                        .anyMatch(
                            rule ->
                                covers(edge.to()).test(rule.getKey())
                                    && !rule.getValue().equals(edge.from()))));
  }

  @Test
  void everyPackageSaysWhatBelongsThere() {
    assertNone(
        packages().stream()
            .map(name -> (PROJECT + name).replace('.', '/') + "/package-info.java")
            .filter(file -> Files.notExists(SOURCES.resolve(file))));
  }

  @Test
  void onlyTheCommandLineAndTheReportPrint() throws IOException {
    try (var classes = Files.walk(CLASSES)) {
      assertNone(
          classes
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !packageOf(file).matches("(cli|report)(\\..*)?"))
              .filter(ArchitectureTest::usesStandardStreams));
    }
  }

  private static boolean usesStandardStreams(Path file) {
    try {
      var pool = ClassFile.of().parse(file).constantPool();
      return StreamSupport.stream(pool.spliterator(), false)
          .anyMatch(
              entry ->
                  entry instanceof FieldRefEntry field
                      && field.owner().name().equalsString("java/lang/System")
                      && Set.of("out", "err").contains(field.name().stringValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(Path file) {
    var folder = CLASSES.relativize(file).getParent().toString().replace('/', '.');
    return shorten(folder);
  }

  private static Set<String> packages() {
    return edges.stream().map(Edge::from).collect(toCollection(TreeSet::new));
  }

  private static String shorten(String name) {
    return name.startsWith(PROJECT) ? name.substring(PROJECT.length()) : name;
  }

  /** {@code modules.*} covers modules and everything below; any other pattern covers itself. */
  private static Predicate<String> covers(String name) {
    return pattern ->
        pattern.endsWith(".*")
            ? (name + ".").startsWith(pattern.substring(0, pattern.length() - 1))
            : name.equals(pattern);
  }

  private static Stream<String> matching(ImmutableSetMultimap<String, String> table, String name) {
    return table.entries().stream()
        .filter(line -> covers(name).test(line.getKey()))
        .map(line -> line.getValue());
  }

  private static ImmutableSetMultimap<String, String> table(String text) {
    var table = ImmutableSetMultimap.<String, String>builder();
    lines(text).forEach(line -> table.putAll(line.getFirst(), line.subList(1, line.size())));
    return table.build();
  }

  /** Each line as its first word followed by the words behind the arrow. */
  private static Stream<List<String>> lines(String text) {
    var words = Splitter.onPattern("[ >-]+").omitEmptyStrings();
    return text.lines().map(words::splitToList);
  }

  private static void assertNone(Stream<?> offenders) {
    assertEquals(List.of(), offenders.map(Object::toString).sorted().toList());
  }
}
