package dev.javaform;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.graph.Graph;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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
      python     ->
      hardware   ->
      iso9660    ->
      hardware.* -> hardware hardware.*
      hardware.firmware -> python
      config     -> source python module
      modules.controller -> module modules.controller.arguments
      modules.controller.arguments -> source python
      modules.linux    -> module
      modules.linux.*  -> module python modules.linux hardware hardware.*
      modules.linux.libvirt  -> modules.linux.memory
      modules.linux.storage  -> iso9660 modules.linux.memory
      modules.linux.text     -> modules.linux.files
      modules.linux.facts    -> modules.windows.facts
      modules.linux.accounts -> modules.linux.files
      modules.linux.boot     -> modules.linux.power
      modules.linux.initramfs -> modules.linux.boot
      modules.windows   -> module python
      modules.windows.* -> module python modules.windows
      playbook   -> source python
      inventory  -> source python
      template   -> source
      template.* -> source template template.* python
      remote     -> module config
      remote.*   -> module config remote remote.*
      remote.windows -> python
      remote.winrm   -> python
      remote.agent   -> python
      binding    -> source module python playbook inventory template
      event      -> source
      engine     -> source module playbook inventory template binding remote python event config
      report     -> event python source
      cli        -> source module python hardware hardware.* playbook inventory template template.* binding engine remote remote.* event report config
      """;

  /** Libraries that one package alone may use, so that they can be replaced in one place. */
  private static final String ONLY_USER =
      """
      source     -> org.snakeyaml.engine.*
      python     -> com.fasterxml.jackson.*
      template.document -> com.hubspot.jinjava.*
      remote.ssh -> org.apache.sshd.*
      cli        -> picocli.*
      """;

  /** The classes that start threads, each with what they are for. Everywhere else none begins. */
  private static final String START_THREADS =
      """
      cli.Interruption        sees to Ctrl-C, when the machine ends
      cli.Project             loads the SSH library while the playbook is read
      cli.Tty                 reads what is typed, so that a question can be given up
      engine.HostThreads      one per host
      engine.Opening          connects while what is to be asked is worked out
      python.Matching         tries a pattern on a stack of its own
      remote.local.LocalWire  carries what a process of this machine prints
      remote.shell.Attention  sees whether the controller itself was starved
      remote.shell.ShellProcess  tells a host that somebody is there
      remote.shell.Watch      ends a wait
      remote.ssh.Client       the SSH library's own work
      remote.ssh.LocalPort    ends what does not end by itself
      report.Progress         counts the seconds of what takes long
      source.NamedPipe        opens a file that may keep whoever opens it
      """;

  /**
   * The circles inside packages, each with what makes it one. No other may arise, and what is gone
   * has to go from here: a type and what reads it, things that hold things of their own kind, and
   * readers of what nests.
   */
  private static final String CIRCLES =
      """
      engine Flags HostEvents HostTask Including Layers PlayScope PlayTools RunEvents TaskEvents TaskScope VarsFiles
      engine IncludeRun Walk
      inventory DraftGroup DraftHost
      hardware.machine CpuFacts Machine MachineFacts PciFacts
      modules.linux.accounts Account Group
      modules.linux.accounts AccountProbe LocalUser User UserCommands UserDecision UserKey UserWish
      modules.linux.boot BootLoader ClassicGrub EntryFiles ForeignLoader
      modules.linux.boot FileTrial MenuTrial TrialEntries
      modules.linux.boot Letter ShellStatements ShellText ShellWord
      modules.linux.files Above Backup DetailsWish Directories FileAnswer FileCopy FileCreator FilePlace FileProbe FileReturns FileState PlannedFile Replacement Wish
      modules.linux.files PlannedStat Stat
      modules.linux.kernel SysctlFile SysctlState
      modules.linux.packages Apt AptCommands AptDecision AptProbe AptSimulation
      modules.linux.packages Dnf DnfCommands DnfDecision DnfProbe
      modules.linux.services UnitState Units
      modules.windows.accounts WinUser WinUserDecision
      modules.windows.network FirewallRuleDecision WinFirewallRule
      modules.windows.software ChocolateyCalls ChocolateyDecision WinChocolatey
      playbook Block Entry Handler Handlers Include Included Task
      playbook EntryReader HandlerReader IncludePreview IncludeReader Loading PlayReader PlaybookLoader PlaybookReader RoleArguments RoleFiles RoleFolders RoleList RoleMeta RoleSpecs TaskFiles VariableFileReader
      python Matching Regex RegexFlags RegexGroups RegexTranslation
      python ReplacementReader ReplacementText
      remote.shell Exchange ShellProcess
      remote.ssh Config Credentials Settings Tokens
      remote.ssh Forwarding SshCarrier
      remote.ssh KnownHosts KnownHostsFile
      source Mark Source
      template Frozen Variable
      template.ansible ControllerLookups Rendering ScopeNames
      template.document Inheritance MacroFunction Renderer
      template.document StatementParser TagParser
      template.expression Access AttributeLookup BraceFormat StringMethods
      template.expression Evaluator Invocation Vocabulary
      template.expression Numbers Text Undefined Values
      template.function Library Lookups
      template.function YamlFlow YamlWriter
      """;

  /** What a class refers to that starts threads. */
  private static final Set<String> STARTERS =
      Set.of(
          "java/lang/Thread.<init>",
          "java/lang/Thread.ofVirtual",
          "java/lang/Thread.ofPlatform",
          "java/lang/Thread.startVirtualThread",
          "java/util/concurrent/Executors.newVirtualThreadPerTaskExecutor",
          "java/util/concurrent/Executors.newThreadPerTaskExecutor",
          "java/util/concurrent/Executors.newFixedThreadPool",
          "java/util/concurrent/Executors.newCachedThreadPool",
          "java/util/concurrent/Executors.newSingleThreadExecutor",
          "java/util/concurrent/Executors.newScheduledThreadPool",
          "java/util/concurrent/Executors.newSingleThreadScheduledExecutor");

  private static final String PROJECT = "dev.javaform.";
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path SOURCES = Path.of("src/main/java");

  /** Words of the field that mean one thing in an inventory and another on a host. */
  private static final Predicate<String> SHARED =
      Set.of("package-info.java", "Host.java", "Group.java")::contains;

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
  void noTwoClassesShareASimpleName() throws IOException {
    try (var sources = Files.walk(SOURCES)) {
      var names = sources.map(file -> file.getFileName().toString()).filter(SHARED.negate());
      var seen = new HashSet<String>();
      assertNone(names.filter(name -> name.endsWith(".java") && !seen.add(name)));
    }
  }

  @Test
  void everyPackageSaysWhereNullMayBe() {
    assertNone(packages().stream().filter(name -> !isNullMarked(name)));
  }

  private static boolean isNullMarked(String name) {
    var file = CLASSES.resolve((PROJECT + name).replace('.', '/') + "/package-info.class");
    return isAnnotated(file, "Lorg/jspecify/annotations/NullMarked;");
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

  @Test
  void packagesHoldNoCirclesButThose() {
    var said = new StringWriter();
    var out = new PrintWriter(said);
    var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(out, out, "-verbose:class", "-filter:none", CLASSES.toString());
    var graph = GraphBuilder.directed().<String>build();
    said.toString()
        .lines()
        .map(EDGE::matcher)
        .filter(edge -> edge.matches() && edge.group(1).startsWith(PROJECT))
        .map(edge -> new Edge(outermost(edge.group(1)), outermost(edge.group(2))))
        .filter(edge -> !edge.from().equals(edge.to()))
        .filter(edge -> folder(edge.from()).equals(folder(edge.to())))
        .forEach(edge -> graph.putEdge(edge.from(), edge.to()));
    var meant = CIRCLES.lines().collect(toCollection(TreeSet::new));
    var found =
        graph.nodes().stream()
            .map(node -> circle(graph, node))
            .filter(circle -> circle.indexOf(' ') != circle.lastIndexOf(' '))
            .collect(toCollection(TreeSet::new));
    assertEquals(meant, found);
  }

  /** The package, and the classes that a class is in a circle with, itself among them. */
  private static String circle(Graph<String> graph, String node) {
    return Graphs.reachableNodes(graph, node).stream()
        .filter(other -> Graphs.reachableNodes(graph, other).contains(node))
        .map(other -> other.substring(other.lastIndexOf('.') + 1))
        .sorted()
        .collect(joining(" ", folder(node) + " ", ""));
  }

  private static String outermost(String name) {
    return shorten(name.replaceAll("\\$.*", ""));
  }

  private static String folder(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static boolean usesStandardStreams(Path file) {
    return references(file)
        .anyMatch(Set.of("java/lang/System.out", "java/lang/System.err")::contains);
  }

  @Test
  void threadsStartOnlyWhereItIsSaidWhatFor() throws IOException {
    var listed =
        lines(START_THREADS).map(line -> line.getFirst()).collect(toCollection(TreeSet::new));
    assertEquals(listed, classesWith(file -> references(file).anyMatch(STARTERS::contains)));
  }

  @Test
  void everyModuleLiesInItsTopic() throws IOException {
    var modules = classesWith(ArchitectureTest::isModule);
    assertFalse(modules.isEmpty());
    assertNone(
        modules.stream()
            .filter(
                name -> !name.matches("modules\\.(controller|(linux|windows)\\.[a-z]+)\\.\\w+")));
  }

  private static boolean isModule(Path file) {
    return isAnnotated(file, "Ldev/javaform/module/Name;");
  }

  private static boolean isAnnotated(Path file, String annotation) {
    return parse(file).findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(found -> found.annotations().stream())
        .anyMatch(each -> each.className().equalsString(annotation));
  }

  /** The classes of which this is so, nested ones by the name of the one around them. */
  private static Set<String> classesWith(Predicate<Path> wanted) throws IOException {
    try (var classes = Files.walk(CLASSES)) {
      return classes
          .filter(file -> file.toString().endsWith(".class"))
          .filter(wanted)
          .map(file -> CLASSES.relativize(file).toString().replaceAll("(\\$.*)?\\.class$", ""))
          .map(name -> shorten(name.replace('/', '.')))
          .collect(toCollection(TreeSet::new));
    }
  }

  /** The fields and methods that a class refers to, each as {@code owner/name.member}. */
  private static Stream<String> references(Path file) {
    return StreamSupport.stream(parse(file).constantPool().spliterator(), false)
        .filter(MemberRefEntry.class::isInstance)
        .map(MemberRefEntry.class::cast)
        .map(member -> member.owner().asInternalName() + "." + member.name().stringValue());
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
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
