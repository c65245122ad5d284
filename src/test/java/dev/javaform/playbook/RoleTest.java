package dev.javaform.playbook;

import static dev.javaform.playbook.Tree.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void twoRoles() throws IOException {
    tree =
        new Tree(folder)
            .with("roles/web/tasks/main.yml", "- template: src=a\n  notify: restart\n")
            .with("roles/web/defaults/main.yml", "port: 80\n")
            .with("roles/web/vars/main.yml", "user: www\n")
            .with("roles/web/handlers/main.yml", "- name: restart\n  service: name=web\n")
            .with("roles/common/tasks/main.yml", "- debug:\n")
            .with("roles/common/tasks/other.yml", "- ping:\n");
  }

  private Tree roles(String roles) throws IOException {
    return tree.with("site.yml", "- hosts: all\n  roles:\n" + roles.indent(4));
  }

  @Test
  void bringsTasksVariablesAndHandlers() throws IOException {
    Play play = roles("- web").play();
    Role role = play.roles().getFirst();
    assertEquals(Map.of("port", 80L), role.defaults().plain());
    assertEquals(Map.of("user", "www"), role.vars().plain());
    assertEquals(ImmutableSet.of("restart", "web : restart"), play.handlers().getFirst().names());
    assertEquals(
        Optional.of("web"), play.handlers().getFirst().task().keywords().role().map(Role::name));
    assertEquals("template {src=a}", tree.listed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.yml", "main.yaml", "main.json", "main"})
  void readsTheMainFileUnderAnyOfItsNames(String name) throws IOException {
    tree.with("roles/r/tasks/" + name, "[{ping: }]\n");
    assertEquals("ping", roles("- r").listed());
  }

  @Test
  void variablesMayLieInAFolderOfFiles() throws IOException {
    tree.with("roles/r/vars/main/b.yml", "x: 2\n").with("roles/r/vars/main/a.yml", "x: 1\ny: 1\n");
    assertEquals(Map.of("x", 2L, "y", 1L), roles("- r").play().roles().getFirst().vars().plain());
  }

  @Test
  void keywordsBesideItsNameGoDownToItsTasksVarsAreItsOwnAndOthersAreParameters()
      throws IOException {
    Task task =
        roles("- {role: web, tags: x, when: a, become: yes, port: 81, size: 2, vars: {v: 1}}")
            .task();
    assertEquals(ImmutableSet.of("x"), task.keywords().tags());
    assertEquals(List.of("a"), texts(task.keywords().when()));
    assertEquals(Optional.of(true), task.keywords().value(Keyword.BECOME).map(Yaml::plain));
    Role role = task.keywords().role().orElseThrow();
    assertEquals(Map.of("size", 2L), role.parameters().plain());
    assertEquals(Map.of("v", 1L, "user", "www"), role.vars().plain());
    assertEquals(List.of(), task.keywords().vars());
  }

  @Test
  void aRoleMayHaveEmptyFilesButNothingImportsOne() throws IOException {
    tree.with("roles/r/tasks/main.yml", "---\n").with("roles/r/handlers/main.yml", "---\n# none\n");
    assertEquals("", roles("- r").complaints());
    tree.with("roles/web/tasks/main.yml", "- import_tasks: none.yml\n")
        .with("roles/web/tasks/none.yml", "---\n");
    assertTrue(roles("- web").complaints().contains("No tasks: This file of tasks is empty."));
  }

  @Test
  void dependenciesComeFirstAndInherit() throws IOException {
    tree.with("roles/web/meta/main.yml", "dependencies:\n  - {role: common, when: b}\n");
    assertEquals("debug\ntemplate {src=a}", roles("- {role: web, when: a, x: 1}").listed());
    Task common = tree.task();
    assertEquals(List.of("a", "b"), texts(common.keywords().when()));
    assertEquals(Map.of("port", 80L), common.keywords().role().orElseThrow().defaults().plain());
    assertEquals(Map.of("x", 1L), common.keywords().role().orElseThrow().parameters().plain());
  }

  @Test
  void aRoleStandsWhereverItIsAskedForUnderTheConditionsAndTagsOfThat() throws IOException {
    tree.with("roles/web/meta/main.yml", "dependencies: [common]\n");
    roles("- {role: web, tags: w, when: a}\n- {role: common, tags: c}");
    assertEquals("debug\ntemplate {src=a}\ndebug", tree.listed());
    List<Keywords> keywords = tree.entries().stream().map(Entry::keywords).toList();
    assertEquals(ImmutableSet.of("w"), keywords.getFirst().tags());
    assertEquals(List.of("a"), texts(keywords.getFirst().when()));
    assertEquals(ImmutableSet.of("c"), keywords.getLast().tags());
    assertEquals(List.of(), keywords.getLast().when());
  }

  @Test
  void aRoleIsTheSameWhateverSurroundsItAndAnotherWithOtherWordsBesideIt() throws IOException {
    tree.with("roles/web/meta/main.yml", "dependencies: [common]\n");
    roles("- {role: web, when: a}\n- common\n- {role: common, when: a}\n- {role: common, x: 1}");
    List<Role.Identity> identities =
        tree.play().roles().stream()
            .filter(role -> role.name().equals("common"))
            .map(Role::identity)
            .toList();
    assertEquals(4, identities.size());
    assertEquals(identities.get(0), identities.get(1));
    assertEquals(3, ImmutableSet.copyOf(identities).size());
  }

  @Test
  void handlersOfARoleThatIsAskedForAgainAreTheSame() throws IOException {
    assertEquals(1, roles("- web\n- web").play().handlers().size());
    assertEquals(
        1, tree.tasks("- import_role: name=web\n- import_role: name=web").play().handlers().size());
  }

  @Test
  void rolesThatDependOnEachOtherAreACircle() throws IOException {
    tree.with("roles/web/meta/main.yml", "dependencies: [common]\n");
    tree.with("roles/common/meta/main.yml", "dependencies: [web]\n");
    String all = roles("- web").complaints();
    assertEquals(
        "roles/common/meta/main.yml:1:16 Endless dependency: The role \"web\" depends on itself: web"
            + " depends on common depends on web.",
        all);
  }

  @Test
  void aRoleLiesInTheRolesPathOrIsNamedByItsPath() throws IOException {
    tree.with("else/where/r/tasks/main.yml", "- ping:\n")
        .with("site.yml", "- hosts: all\n  roles: [r, else/where/r]\n");
    var loader =
        new PlaybookLoader(
            new PlaybookLoader.Options(
                ImmutableList.of(folder.resolve("else/where")),
                KnownModules.NONE,
                Plugins.UNKNOWN));
    Diagnostics diagnostics = new Diagnostics();
    Play play = loader.load(folder.resolve("site.yml"), diagnostics).plays().getFirst();
    assertEquals(List.of(), diagnostics.all());
    assertEquals(List.of("r", "else/where/r"), play.roles().stream().map(Role::name).toList());
    assertEquals(play.roles().getFirst().identity(), play.roles().getLast().identity());
  }

  @Test
  void anImportedRoleStandsInThePlaceOfItsImport() throws IOException {
    tree.tasks(
        "- import_role: {name: common, tasks_from: other}\n  when: a\n  tags: t\n- import_role: name=web");
    assertEquals("ping\ntemplate {src=a}", tree.listed());
    assertEquals(List.of("a"), texts(tree.task().keywords().when()));
    assertEquals(List.of("common", "web"), tree.play().roles().stream().map(Role::name).toList());
    assertEquals(1, tree.play().handlers().size());
  }

  @Test
  void aMissingFileOfARoleIsTold() throws IOException {
    String all = tree.tasks("- import_role: {name: common, tasks_from: nope}").complaints();
    assertTrue(all.contains("The role \"common\" has no file tasks/nope"), all);
  }

  @Test
  void anIncludedRoleIsLoadedWhileRunning() throws IOException {
    tree.tasks(
        "- include_role: {name: \"{{ r }}\", apply: {tags: t, become: yes}}\n  vars: {v: 1}\n  when: a\n  tags: u");
    Include include = (Include) tree.entries().getFirst();
    Diagnostics diagnostics = new Diagnostics();
    Included included = tree.loader().role(include, "web", RoleParts.MAIN, diagnostics);
    diagnostics.throwIfErrors();
    Keywords keywords = Tree.opened(included.entries()).findFirst().orElseThrow().keywords();
    assertEquals(List.of(), keywords.when());
    assertEquals(ImmutableSet.of("t"), keywords.tags());
    assertEquals(Map.of("v", 1L), include.vars().plain());
    assertEquals(Map.of("v", 1L, "user", "www"), included.roles().getLast().vars().plain());
    assertEquals(1, included.handlers().size());
  }

  @Test
  void whatAnIncludeBringsIsForeseenWhereItsNameIsConstant() throws IOException {
    tree.tasks("- include_role: name=web\n- include_role: name=web\n- include_role: name={{ r }}");
    assertEquals(
        List.of(2, 0, 0),
        tree.entries().stream().map(entry -> size(((Include) entry).foreseen())).toList());
  }

  private static int size(Included included) {
    return included.entries().size() + included.handlers().size();
  }

  @Test
  void anIncludedFileIsFoundBesideItsIncludeOrInTheRole() throws IOException {
    tree.with("roles/web/tasks/main.yml", "- include_tasks: sub/a.yml\n")
        .with("roles/web/tasks/sub/a.yml", "- import_tasks: b.yml\n- import_tasks: c.yml\n")
        .with("roles/web/tasks/sub/b.yml", "- ping:\n")
        .with("roles/web/tasks/c.yml", "- debug:\n");
    Include include = (Include) roles("- web").entries().getFirst();
    Diagnostics diagnostics = new Diagnostics();
    Included included = tree.loader().tasks(include, "sub/a.yml", diagnostics);
    diagnostics.throwIfErrors();
    assertEquals(2, included.entries().size());
  }
}
