package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page of faults is true: each of its rows names tests that are there and are run by {@code
 * -Pfaults}, and every such test stands on the page.
 */
class ThreatsTest {
  private static final Path PAGE = Path.of("docs/threats.md");
  private static final Path CLASSES = Path.of("target/test-classes");
  private static final int FEWEST = 60;
  private static final Set<String> ACTORS =
      Set.of(
          "controller's user",
          "host's root",
          "local user",
          "link",
          "guest",
          "playbook's author",
          "role from elsewhere");

  private static final Pattern TEST = Pattern.compile("`(\\w+)(?:#(\\w+))?`");

  private static List<Row> rows;
  private static ImmutableSetMultimap<String, Class<?>> classes;

  /** A line of the table, with the tests it names. */
  private record Row(int number, String actor, String fault, String promise, List<Named> tests) {

    static Row of(String line) {
      String[] cells = line.split(" *\\| *", -1);
      assertEquals(7, cells.length, line);
      List<Named> tests = TEST.matcher(cells[5]).results().map(Named::of).toList();
      return new Row(Integer.parseInt(cells[1]), cells[2], cells[3], cells[4], tests);
    }
  }

  /** A test as the page names it: a class, or one of its methods; empty where all are meant. */
  private record Named(String type, String method) {
    static Named of(MatchResult found) {
      return new Named(found.group(1), found.group(2) == null ? "" : found.group(2));
    }
  }

  @BeforeAll
  static void read() throws IOException {
    rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(Row::of)
            .toList();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      classes =
          files
              .map(CLASSES::relativize)
              .map(Path::toString)
              .filter(name -> name.endsWith("Test.class"))
              .map(ThreatsTest::load)
              .collect(
                  ImmutableSetMultimap.toImmutableSetMultimap(Class::getSimpleName, type -> type));
    }
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, ThreatsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theNumbersHaveNoGap() {
    List<Integer> numbers = rows.stream().map(Row::number).toList();
    assertEquals(IntStream.rangeClosed(1, rows.size()).boxed().toList(), numbers);
    assertTrue(rows.size() >= FEWEST, () -> rows.size() + " faults");
  }

  @Test
  void everyRowSaysWhoDoesWhatAndWhatIsPromised() {
    for (Row row : rows) {
      assertTrue(ACTORS.contains(row.actor()), row::toString);
      assertTrue(!row.fault().isEmpty() && !row.promise().isEmpty(), row::toString);
      assertTrue(!row.tests().isEmpty(), row::toString);
    }
    Set<String> spokenOf = rows.stream().map(Row::actor).collect(Collectors.toSet());
    assertEquals(ACTORS, spokenOf);
  }

  @Test
  void everyTestThatIsNamedIsOneOfThem() {
    for (Row row : rows) {
      row.tests().forEach(named -> assertTrue(isThere(named), () -> named + " of " + row));
    }
  }

  private static boolean isThere(Named named) {
    return classes.get(named.type()).stream()
        .anyMatch(
            type ->
                named.method().isEmpty()
                    ? isTagged(type)
                    : methods(type, named.method())
                        .anyMatch(method -> isTagged(type) || isTagged(method)));
  }

  private static Stream<? extends AnnotatedElement> methods(Class<?> type, String name) {
    return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name));
  }

  private static boolean isTagged(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotationsByType(Tag.class))
        .anyMatch(tag -> tag.value().equals("faults"));
  }

  @Test
  void everyOneOfThemIsNamed() {
    Set<String> named =
        rows.stream()
            .flatMap(row -> row.tests().stream())
            .map(Named::type)
            .collect(Collectors.toSet());
    Set<String> tagged =
        classes.values().stream()
            .filter(ThreatsTest::hasTag)
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), Sets.difference(tagged, named));
  }

  private static boolean hasTag(Class<?> type) {
    return isTagged(type)
        || Arrays.stream(type.getDeclaredMethods()).anyMatch(ThreatsTest::isTagged)
        || Arrays.stream(type.getDeclaredClasses()).anyMatch(ThreatsTest::hasTag);
  }
}
