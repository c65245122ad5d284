package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.engine.Playing.Told;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts try to have the controller evaluate what they say: many texts, by many routes, in every
 * place where a task has something rendered or evaluated. Each text would make a file of its own on
 * the controller if any part of it were evaluated; and a condition that is a host's must fail.
 *
 * <p>The usual run tries some thousands. {@code mvn test -Dtest=InjectionTest
 * -Djavaform.attempts=1000000} goes on until so many were tried, with texts, routes and places
 * chosen at random; {@code -Djavaform.seed=N} repeats one such run, whose seed it printed.
 */
@Tag("faults")
class InjectionTest {

  private static final int USUAL = 12_000;
  private static final int HOSTS = 90;
  private static final AnsibleTemplates TEMPLATES = new AnsibleTemplates();

  @TempDir private Path folder;
  private int round;

  @Test
  void nothingThatAHostSaysIsEvaluated() throws Exception {
    int wanted = Integer.getInteger("javaform.attempts", USUAL);
    long seed = wanted > USUAL ? System.nanoTime() : 1;
    Random random = new Random(Long.getLong("javaform.seed", seed));
    for (int tried = 0; tried < wanted; ) {
      tried += attempt(Math.min(wanted - tried, 50_000), random, seed);
    }
  }

  /** One play of as many cases; the number of them. */
  private int attempt(int cases, Random random, long seed) throws Exception {
    Path place = Files.createDirectories(folder.resolve("round" + round++));
    List<String> texts = Payloads.some(HOSTS, random, i -> place + "/canary" + i);
    Map<String, String> hosts = new LinkedHashMap<>();
    IntStream.range(0, HOSTS).forEach(i -> hosts.put("a" + i, texts.get(i)));
    List<String> tasks = tasks(Math.max(cases / HOSTS, Places.TASKS.size()), random);
    Told told = play(place, hosts, tasks);
    assertNoCanary(place, texts, seed);
    assertExpected(told, hosts, tasks, seed);
    return tasks.size() * HOSTS;
  }

  private static List<String> tasks(int count, Random random) {
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String task = Places.TASKS.get(i % Places.TASKS.size());
      String route = Places.ROUTES.get(random.nextInt(Places.ROUTES.size()));
      tasks.add(
          task.replace("@", route)
              .replaceFirst("name: (barred|false)", "name: $1 " + i)
              .replaceFirst("}$", ", ignore_errors: true}"));
    }
    return tasks;
  }

  private static Told play(Path place, Map<String, String> hosts, List<String> tasks)
      throws Exception {
    StringBuilder play =
        new StringBuilder(
            """
            - hosts: all
              gather_facts: false
              vars:
                written: "{{ r.stdout }}"
                twice_written: "{{ written }}"
                nested_written: {a: ["{{ r.stdout }}"]}
                trap: "{{ lookup('pipe', 'touch %1$s/canary-trap-' ~ inventory_hostname) }}"
                hostile_template: %1$s/trap.j2
              handlers:
                - {name: "on {{ r.stdout | default('') }}", debug: }
                - {name: other, listen: "{{ r.stdout | default('') }}", debug: }
              tasks:
            """
                .formatted(place));
    play.append(Places.PREPARE.indent(0));
    tasks.forEach(task -> play.append("    - ").append(task).append('\n'));
    Playing playing = new Playing(place).on(hosts.keySet().toArray(String[]::new));
    return playing
        .through(new Attackers(hosts))
        .file("said.j2", "{{ r.stdout }}")
        .file("echo.j2", "{% set a = text %}{{ a }} {{ text }}{% if text %}{{ [text] }}{% endif %}")
        .file("trap.j2", "{{ trap }}")
        .file("kept.yml", "a: 1\n")
        .file(
            "inner.yml", "- {name: barred inside, debug: , when: '{{ v }}', ignore_errors: true}\n")
        .file("roles/inner/tasks/main.yml", "- {debug: {msg: '{{ v | default(1) }}'}}\n")
        .play(play.toString());
  }

  private static void assertNoCanary(Path place, List<String> texts, long seed) throws Exception {
    try (var files = Files.list(place)) {
      List<String> evaluated =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("canary"))
              .sorted()
              .map(name -> name + ": " + text(name, texts))
              .toList();
      assertEquals(List.of(), evaluated, () -> "seed " + seed + ": evaluated on the controller");
    }
  }

  private static String text(String canary, List<String> texts) {
    int number = Integer.parseInt(canary.replaceAll("\\D", ""));
    return texts.get(number);
  }

  /** Whether the text looks like a list or the like: then it is one, which only counts as true. */
  private static boolean isValue(String text) {
    Scope scope = new LayeredScope(ImmutableList.of(Map.of("said", new Variable.Told(text))));
    return !(TEMPLATES.render(Yaml.Scalar.of("{{ said }}", Mark.NOWHERE), scope) instanceof String);
  }

  private static void assertExpected(
      Told told, Map<String, String> hosts, List<String> tasks, long seed) {
    TreeSet<String> wrong = new TreeSet<>();
    int judged = 0;
    for (String line : told.outcomes()) {
      String[] words = line.split(" ");
      String outcome = words[words.length - 1];
      boolean barred = words[1].equals("barred");
      if (barred || words[1].equals("false")) {
        judged++;
        if (!outcome.equals(barred ? "failed" : "skipped") && !isValue(hosts.get(words[0]))) {
          String task = words[2].matches("\\d+") ? tasks.get(Integer.parseInt(words[2])) : "";
          wrong.add("%s: %s <- %s".formatted(line, task, hosts.get(words[0])));
        }
      }
    }
    assertEquals(List.of(), wrong.stream().limit(5).toList(), () -> "seed " + seed);
    assertTrue(judged > HOSTS * 50, "only %d were judged".formatted(judged));
  }
}
