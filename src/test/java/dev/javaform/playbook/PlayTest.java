package dev.javaform.playbook;

import static dev.javaform.playbook.Tree.plain;
import static dev.javaform.playbook.Tree.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayTest {

  @TempDir Path folder;

  private Tree site(String playbook) throws IOException {
    return new Tree(folder).with("site.yml", playbook);
  }

  @Test
  void readsItsOwnKeywords() throws IOException {
    Play play =
        site("""
                - name: first
                  hosts: [web, db]
                  vars: {a: 1}
                  vars_files: [v.yml]
                  serial: 2
                  max_fail_percentage: 30
                  any_errors_fatal: true
                  gather_facts: no
                """)
            .with("v.yml", "x: 1\n")
            .play();
    assertEquals(Optional.of("first"), play.name().map(Yaml.Scalar::text));
    assertEquals(List.of("web", "db"), play.hosts().plain());
    assertEquals(Map.of("a", 1L), play.vars().plain());
    assertEquals(List.of("v.yml"), plain(play.varsFiles()));
    assertEquals(Optional.of(2L), play.serial().map(Yaml::plain));
    assertEquals(Optional.of(30L), play.maxFailPercentage().map(Yaml::plain));
    assertEquals(Optional.of(false), play.gatherFacts().map(Yaml::plain));
    assertEquals(
        Optional.of(true), play.keywords().value(Keyword.ANY_ERRORS_FATAL).map(Yaml::plain));
  }

  @Test
  void handsItsKeywordsDownButNotItsVars() throws IOException {
    Task task =
        site("""
                - hosts: all
                  user: me
                  become: yes
                  tags: t
                  vars: {a: 1}
                  environment: {A: 1}
                  tasks: [{ping: , environment: {B: 2}}]
                """)
            .task();
    assertEquals(Optional.of("me"), task.keywords().value(Keyword.REMOTE_USER).map(Yaml::plain));
    assertEquals(Optional.of(true), task.keywords().value(Keyword.BECOME).map(Yaml::plain));
    assertEquals(ImmutableSet.of("t"), task.keywords().tags());
    assertEquals(List.of(), task.keywords().vars());
    assertEquals(List.of(Map.of("A", 1L), Map.of("B", 2L)), plain(task.keywords().environment()));
  }

  @Test
  void runsItsSectionsInOrder() throws IOException {
    Play play =
        site("- hosts: all\n  post_tasks: [{debug: }]\n  tasks: [{ping: }]\n  pre_tasks: [{setup: }]\n")
            .play();
    assertEquals(
        List.of("pre_tasks 1", "roles 0", "tasks 1", "post_tasks 1"),
        play.sections().stream().map(it -> it.name() + " " + it.entries().size()).toList());
  }

  @Test
  void gathersFactsWhateverTagsAreAskedFor() throws IOException {
    Task plain = site("- hosts: all\n  gather_subset: [min]\n").play().gatherTask();
    assertEquals(
        "setup {gather_subset=[min]} [always]",
        plain.module().text() + " " + plain.arguments().plain() + " " + plain.keywords().tags());
    Task tagged = site("- hosts: all\n  tags: t\n").play().gatherTask();
    assertEquals(ImmutableSet.of("t"), tagged.keywords().tags());
  }

  @Test
  void importedTasksInheritFromTheirImport() throws IOException {
    Tree tree =
        site("- hosts: all\n  tasks:\n    - import_tasks: a.yml\n      when: x\n      tags: t\n      vars: {v: 1}\n")
            .with("a.yml", "- ping:\n  when: y\n");
    Task task = tree.task();
    assertEquals(List.of("x", "y"), texts(task.keywords().when()));
    assertEquals(ImmutableSet.of("t"), task.keywords().tags());
    assertEquals(List.of(Map.of("v", 1L)), plain(task.keywords().vars()));
  }

  @Test
  void importedPlaybooksGetTagsConditionsAndVars() throws IOException {
    Playbook playbook =
        site("- import_playbook: sub/b.yml\n  tags: t\n  when: x\n  vars: {a: 2}\n")
            .with(
                "sub/b.yml",
                "- hosts: all\n  vars: {a: 1, b: 1}\n  tasks: [{import_tasks: c.yml}]\n")
            .with("sub/c.yml", "- ping:\n")
            .good();
    Play play = playbook.plays().getFirst();
    Task task = (Task) play.sections().get(2).entries().getFirst();
    assertEquals(Map.of("a", 2L, "b", 1L), play.vars().plain());
    assertEquals(ImmutableSet.of("t"), task.keywords().tags());
    assertEquals(List.of("x"), texts(task.keywords().when()));
  }

  @Test
  void ofHandlersWithOneNameTheLastCountsAndTopicsReachAll() throws IOException {
    Tree tree =
        site(
            """
            - hosts: all
              handlers:
                - {name: a, command: one, listen: topic}
                - {name: a, command: two, listen: [topic]}
                - {name: b, command: three}
                - {name: b, command: four}
            """);
    assertEquals(
        List.of("one [topic]", "two [a, topic]", "four [b]"),
        tree.load().plays().getFirst().handlers().stream()
            .map(it -> it.task().freeForm().orElseThrow().text() + " " + it.names())
            .toList());
    assertTrue(
        tree.complaints()
            .contains(
                "site.yml:5:7 Duplicate handler: A later handler has the same name (site.yml:6:7)"),
        tree.complaints());
  }

  @Test
  void handlersMayStandInBlocksImportsAndIncludes() throws IOException {
    Tree tree =
        site("""
                - hosts: all
                  handlers:
                    - block: [{name: a, ping: }]
                      when: x
                    - import_tasks: h.yml
                    - {name: many, include_tasks: h.yml, when: y}
                """)
            .with("h.yml", "- {name: b, ping: }\n- {name: c, ping: }\n");
    assertEquals(
        List.of("[a] [x]", "[b] []", "[c] []", "[many] [y]", "[many] [y]"),
        tree.play().handlers().stream()
            .map(it -> it.names() + " " + texts(it.task().keywords().when()))
            .toList());
  }
}
