package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups and variables made by expressions. Expected values are those of Ansible 2.14. */
class ConstructedInventoryTest {

  @TempDir private Path folder;

  private Told run(String constructed) throws Exception {
    return new Site(folder)
        .file(
            "1.ini",
            "[web]\na os=deb n=1\nb os=arch n=2\n[web:vars]\nx=5\n[all:vars]\nansible_connection=local\n")
        .file("2.yml", "plugin: ansible.builtin.constructed\n" + constructed)
        .file(
            "play.yml",
            """
            - hosts: all
              gather_facts: false
              tasks:
                - debug: {msg: "{{ group_names | sort | join(' ') }}: {{ made | default('none') }}"}
            """)
        .javaform(folder, List.of("run", "play.yml", "-i", "1.ini", "-i", "2.yml"))
        .end();
  }

  @Test
  void makesVariablesAndGroups() throws Exception {
    run("""
            compose: {made: "n * 10 + x", lost: nowhere}
            groups: {big: n > 1, x-y: n > 1, never: nowhere}
            keyed_groups:
              - {key: os, prefix: os}
              - {key: "[os, n | string]", separator: "", parent_group: keys}
            """)
        .exits(0)
        .says("\"msg\": \"_ deb keys os_deb web: 15\"")
        .says("\"msg\": \"_ arch big keys os_arch web x_y: 25\"");
  }

  @Test
  void whatHasNoValueIsAMistakeWhereItIsStrict() throws Exception {
    run("strict: true\ncompose: {made: nowhere}\n").exits(4).says("'nowhere' is undefined");
  }

  @Test
  void whatThePluginDoesNotKnowIsTold() throws Exception {
    run("composed: {}\n").exits(4).says("no \"composed\" here. Did you mean \"compose\"?");
  }
}
