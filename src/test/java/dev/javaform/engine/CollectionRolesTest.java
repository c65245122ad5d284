package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles of collections beside the playbook. Expected values are those of Ansible 2.14. */
class CollectionRolesTest {

  private static final String ROLES = "collections/ansible_collections/lab/base/roles/";

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() throws Exception {
    playing =
        new Playing(folder)
            .file(ROLES + "web/defaults/main.yml", "port: 80\n")
            .file(ROLES + "web/templates/t.j2", "port {{ port }}\n")
            .file(
                ROLES + "web/tasks/main.yml",
                """
                - debug: {msg: "{{ role_name }} {{ ansible_role_name }} {{ role_path | basename }}"}
                - template: {src: t.j2, dest: "{{ playbook_dir }}/made"}
                - include_role: {name: other}
                """)
            .file(ROLES + "other/tasks/main.yml", "- debug: {msg: \"other {{ role_name }}\"}\n")
            .file("roles/other/tasks/main.yml", "- debug: {msg: playbook's own}\n");
  }

  private static String play(String rest) {
    return "- hosts: all\n  gather_facts: false\n" + rest.indent(2);
  }

  @Test
  void aRoleByItsWholeNameFindsItsFilesAndItsNeighbours() throws Exception {
    Playing.Told told = playing.play(play("roles: [lab.base.web]"));
    assertEquals(List.of("one: web lab.base.web web", "one: other other"), told.messages());
    assertEquals("port 80\n", Files.readString(folder.resolve("made")));
    assertTrue(told.text().contains("TASK [lab.base.web : debug]"), told.text());
  }

  @Test
  void collectionsNamesThoseInWhichRolesAreLookedForFirst() throws Exception {
    String tasks =
        "tasks:\n- include_role: {name: other}\n- import_role: {name: other}\n  collections: lab.none\n";
    assertEquals(
        List.of("one: other other", "one: playbook's own"),
        playing.play(play("collections: [lab.base]\n" + tasks)).messages());
    assertEquals(
        List.of("one: playbook's own", "one: playbook's own"),
        playing.play(play(tasks)).messages());
  }

  @Test
  void aRoleSaysItselfInWhichCollectionsItLooks() throws Exception {
    String include = "- include_role: {name: other}\n";
    playing
        .file("roles/here/tasks/main.yml", include)
        .file("roles/here/meta/main.yml", "collections: [lab.base]\n")
        .file("roles/plain/tasks/main.yml", include)
        .file("roles/needs/meta/main.yml", "collections: [lab.base]\ndependencies: [other]\n");
    assertEquals(List.of("one: other other"), playing.play(play("roles: [here]")).messages());
    assertEquals(
        List.of("one: playbook's own"),
        playing.play(play("collections: [lab.base]\nroles: [plain]")).messages());
    assertEquals(List.of("one: playbook's own"), playing.play(play("roles: [needs]")).messages());
  }

  @Test
  void whereItIsMissingItIsSaidWhereCollectionsAreLookedFor() throws Exception {
    assertEquals(
        "There is no role \"lab.base.nope\" in collections. Install its collection into collections/"
            + " beside the playbook.",
        playing
            .findings(play("roles: [lab.base.nope]"))
            .getFirst()
            .detail()
            .replace(folder + "/", ""));
  }
}
