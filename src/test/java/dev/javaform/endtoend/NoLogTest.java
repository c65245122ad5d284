package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code no_log} hides is seen nowhere: in no output, at any verbosity, however the task ends,
 * and not in what is said of mistakes before any host is asked.
 */
@Tag("faults")
class NoLogTest {

  /** Tasks, each of which would show its secret in a way of its own. */
  static final List<String> TASKS =
      List.of(
          "command: echo hunter2",
          "shell: echo hunter2; echo hunter2 >&2; false",
          "command: \"true\"\n  environment: {PW: hunter2}",
          "command: hunter2",
          "copy: {content: hunter2, dest: \"FOLDER/hunter2\"}",
          "copy: {src: \"{{ 'hunter2' }}\", dest: \"FOLDER/x\"}",
          "file: {path: \"FOLDER/hunter2\", state: touch}",
          "file: {path: /x, state: \"{{ 'hunter2' }}\"}",
          "file: {path: /x, mode: \"{{ 'hunter2' }}\"}",
          "pause: {seconds: \"{{ 'hunter2' }}\"}",
          "debug: {msg: hunter2}",
          "debug: {msg: \"{{ 'hunter2' + 1 }}\"}",
          "debug: {msg: \"{{ 'hunter2' | from_json }}\"}",
          "debug: {msg: \"{{ {}['hunter2'] }}\"}",
          "debug: {var: \"'hunter2'\"}",
          "debug: {msg: x, verbosity: \"{{ 'hunter2' }}\"}",
          "fail: {msg: hunter2}",
          "assert: {that: \"'hunter2' == 'x'\", fail_msg: hunter2}",
          "assert: {that: \"'hunter2' == 'hunter2'\", success_msg: hunter2}",
          "set_fact: {found: hunter2}",
          "command: \"true\"\n  when: \"'hunter2' == 'x'\"",
          "command: \"true\"\n  when: \"'hunter2' | int + 'x'\"",
          "command: \"true\"\n  failed_when: \"'hunter2' == 'hunter2'\"",
          "command: \"true\"\n  changed_when: \"'hunter2' | from_json\"",
          "command: \"false\"\n  until: \"'hunter2' == 'x'\"\n  retries: 1\n  delay: 0",
          "command: \"true\"\n  retries: \"{{ 'hunter2' }}\"",
          "command: echo {{ item }}\n  loop: [hunter2, other]",
          "command: echo {{ item }}\n  loop: \"{{ 'hunter2' }}\"",
          "command: \"true\"\n  with_dict: \"{{ 'hunter2' }}\"",
          "command: echo\n  loop: [hunter2]\n  loop_control: {label: \"a {{ item }}\"}",
          "command: echo\n  loop: [1]\n  loop_control: {pause: \"{{ 'hunter2' }}\"}",
          "command: echo\n  run_once: \"{{ 'hunter2' | from_json }}\"",
          "command: echo\n  delegate_to: localhost\n  vars: {ansible_port: hunter2}",
          "command: echo\n  timeout: \"{{ 'hunter2' }}\"",
          "command: echo\n  become: true\n  become_method: \"{{ 'hunter2' }}\"",
          "command: echo\n  vars: {ansible_connection: hunter2}",
          "command: echo hunter2\n  vars: {ansible_shell_executable: /hunter2}",
          "command: \"true\"\n  notify: hunter2",
          "command: \"true\"\n  notify: \"{{ 'hunter2' | from_json }}\"",
          "include_tasks: \"{{ 'hunter2' | from_json }}\"",
          "include_tasks: more.yml\n  loop: [hunter2]\n  loop_control: {loop_var: each}",
          "include_tasks: more.yml\n  vars: {each: hunter2}",
          "include_tasks: \"{{ 'more.yml' }}\"\n  vars: {each: hunter2}",
          "import_tasks: more.yml\n  vars: {each: hunter2}",
          "include_role: {name: role}\n  vars: {each: hunter2}",
          "import_role: {name: role}\n  vars: {each: hunter2}",
          "include_vars: \"{{ 'hunter2' | from_json }}\"",
          "block: [command: echo hunter2, fail: {msg: hunter2}]",
          "block: [fail: ]\n  rescue: [command: echo hunter2]\n  always: [fail: {msg: hunter2}]",
          "user: {name: nobody-new, password: hunter2}",
          "template: {src: secret.j2, dest: \"FOLDER/rendered\"}",
          "lineinfile: {path: \"FOLDER/lines\", line: hunter2, create: true}");

  /** What hides them. */
  static final List<String> HIDING = List.of("true", "\"{{ nowhere }}\"", "\"{{ 'maybe' }}\"");

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder).hosts(HostLine.local("one"));
    String more =
        "- command: echo {{ each }}\n- fail: {msg: '{{ each }}'}\n  ignore_errors: true\n";
    site.file("more.yml", more).file("roles/role/tasks/main.yml", more);
    site.file("secret.j2", "hunter2\n{{ 'hunter2' | from_json }}\n");
  }

  private String play(List<String> tasks, String hiding) {
    StringBuilder play = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n");
    for (String task : tasks) {
      String all = task + "\nno_log: " + hiding + "\nignore_errors: true\nignore_unreachable: true";
      boolean include = task.startsWith("include_");
      String kept = include ? task + "\nno_log: " + hiding : all;
      String lines = kept.replace("FOLDER", folder.toString()).replace("\n  ", "\n");
      play.append("    - block:\n      - ").append(lines.replace("\n", "\n        ")).append('\n');
      play.append("      rescue: [meta: noop]\n");
    }
    return play.toString();
  }

  @ParameterizedTest
  @FieldSource("HIDING")
  void noOutputShowsWhatIsHidden(String hiding) throws Exception {
    Told told = site.run(play(TASKS, hiding), "-vvvv", "--diff");
    told.hides("hunter2").says("PLAY RECAP").says("censored");
    assertEquals(0, told.status(), told::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--diff", "--check"})
  void norDoesADocument(String option) throws Exception {
    Told told = site.run(play(TASKS, "true"), "-vvvv", option, "--output", "json");
    told.exits(0).hides("hunter2").says("censored");
  }

  @Test
  void theSameTasksShowItWhereNothingIsHidden() throws Exception {
    String shown = site.run(play(TASKS, "false"), "-vvvv", "--diff").out();
    assertTrue(shown.lines().filter(line -> line.contains("hunter2")).count() > TASKS.size());
  }

  @Test
  void playsRolesAndHandlersHideToo() throws Exception {
    String all =
        """
        - hosts: all
          gather_facts: false
          vars: {each: hunter2}
          %s
          roles: [{role: role, %s}]
          tasks:
            - command: "true"
              notify: late
          handlers:
            - name: late
              shell: echo hunter2; false
              %s
        """;
    Told play = site.run(all.formatted("no_log: true", "", ""), "-vvvv").exits(2);
    play.hides("hunter2").lost("one", "\"late\"", "play.yml:10:7", "no_log");
    Told each = site.run(all.formatted("", "no_log: true", "no_log: true"), "-vvvv").exits(2);
    each.hides("hunter2").lost("one", "\"late\"", "play.yml:10:7", "no_log");
  }

  @Test
  void aLoopHidesAsAWholeWhatOneOfItsItemsHides() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - command: echo {{ item.text }}
              loop: [{text: hunter2, hide: true}, {text: open}]
              no_log: "{{ item.hide | default(false) }}"
        """;
    site.run(play, "-vvvv").exits(0).hides("hunter2").says("open");
    site.run(play, "-vvvv", "--output", "json").exits(0).hides("hunter2");
  }

  @Test
  void whatIsHiddenStaysCompleteForThePlayItself() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - command: echo hunter2
                  no_log: true
                  register: said
                - debug: {var: said.stdout}
            """);
    told.exits(0).says("\"said.stdout\": \"hunter2\"");
  }

  @Test
  void whyAHostIsUnreachableIsHiddenToo() throws Exception {
    site.hosts(HostLine.local("one").with("ansible_connection", "ssh").with("ansible_port", "1"));
    String task = "command: echo hunter2\n  vars: {ansible_host: 127.0.0.1, ansible_user: hunter2}";
    Told told = site.run(play(List.of(task), "true"), "-vvvv");
    told.hides("hunter2").counts("one", "ignored=1");
  }

  /** Mistakes that are found before any host is asked, each beside a secret or in one. */
  static Stream<String> mistakes() {
    return Stream.of(
        "    - user: {name: x, password: hunter2, shel: y}\n      no_log: true\n",
        "    - no_log: yes\n      file: {path: /x, state: hunter2}\n",
        "    - file: {path: /x, mode: hunter2}\n      no_log: \"{{ 1 == 1 }}\"\n",
        "    - debug: {msg: \"{{ 'hunter2' + }}\"}\n      no_log: true\n",
        "    - debug: {msg: \"{{ hunter2 hunter2 }}\"}\n      no_log: true\n",
        "    - command: echo {{ nowhere }} hunter2\n      no_log: true\n",
        "    - comand: echo hunter2\n      no_log: true\n",
        "    - {comand: echo hunter2, no_log: true}\n",
        "    - {name: x,\n       comand: echo hunter2,\n       no_log: true}\n",
        "    - copy: {src: hunter2, dest: /x}\n      no_log: true\n",
        "    - {copy: {src: hunter2}, no_log: true}\n",
        "    - command: echo\n      whenn: hunter2\n      no_log: true\n",
        "    - command: echo\n      when: \"'hunter2' ==\"\n      no_log: true\n",
        "    - command: echo\n      retries: [hunter2]\n      no_log: true\n",
        "    - command: echo\n      vars: {a: \"{{ 'hunter2' + }}\"}\n      no_log: true\n",
        "    - command: echo\n      vars: hunter2\n      no_log: true\n",
        "    - user: name=x password=\"hunter2\n      no_log: true\n",
        "    - user: hunter2\n      no_log: true\n",
        "    - shell: echo hunter2: x\n      no_log: true\n",
        "    - shell: \"echo hunter2\n      no_log: true\n",
        "    - shell: |\n        echo hunter2\n       echo: hunter2\n      no_log: true\n",
        "    - block:\n      - comand: echo hunter2\n      no_log: true\n",
        "    - no_log: true\n      block:\n        - block:\n          - comand: hunter2\n",
        "    - include_tasks: bad.yml\n      no_log: true\n",
        "    - import_tasks: bad.yml\n      no_log: true\n",
        "    - user: {name: x, password: [hunter2]}\n",
        "    - user: {name: x, password: \"{{ 'hunter2' + }}\"}\n",
        "    - user: {name: x, password: \"{{ hunter2 + }}\"}\n",
        "    - user:\n        name: x\n        password: >-\n          {{ 'hunter2' + }}\n",
        "    - command: echo\n      vars: {db_password: \"{{ 'hunter2' + }}\"}\n",
        "    - command: echo\n      vars:\n        secrets:\n          db: \"{{ 'hunter2' + }}\"\n",
        "    - comand: curl http://me:hunter2@host/\n");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void norIsWhatIsHiddenShownInMistakes(String task) throws Exception {
    site.file("bad.yml", "- file: {path: /x, state: hunter2}\n");
    Told told = site.run("- hosts: all\n  gather_facts: false\n  tasks:\n" + task, "--strict");
    told.exits(4).says("No host was contacted").hides("hunter2").hides("Exception");
    assertTrue(told.err().contains("play.yml:") || told.err().contains("bad.yml:"), told.err());
  }

  @Test
  void aFileForTheCommandLineIsNotShown() throws Exception {
    site.file("vault.yml", "db: hunter2\nother: [hunter2\n");
    Told told = site.run("- hosts: all\n  tasks: []\n", "-e", "@vault.yml").exits(4);
    told.says("vault.yml:").hides("hunter2");
    site.file("vault.yml", "[hunter2]\n");
    site.run("- hosts: all\n  tasks: []\n", "-e", "@vault.yml").exits(4).hides("hunter2");
  }
}
