package dev.javaform.playbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, where it is told, and how. */
@Tag("faults")
class MistakeTest {

  @TempDir Path folder;

  /** Tasks begin in column 5 of line 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - copy: src=a\\n  whn: x               | 4:7  | Unknown keyword: "whn" is neither a keyword of a task nor a module. Did you mean "when"?
          - regster: x                           | 3:7  | Unknown keyword: "regster" is neither a keyword of a task nor a module. Did you mean "register"?
          - copy: src=a\\n  shell: b             | 4:7  | Two modules: A task calls one module: this one calls copy (site.yml:3:7) and shell (site.yml:4:7).
          - action: copy src=a\\n  shell: b      | 4:7  | Two modules:
          - name: x                              | 3:7  | No module:
          - just text                            | 3:7  | Wrong type: A task is a mapping, but this is a string.
          - hosts: all                           | 3:7  | Play among tasks:
          - copy: [a]                            | 3:13 | Wrong type: copy takes a mapping of arguments or a text, but this is a list.
          - command: echo it's                   | 3:16 | Unbalanced arguments:
          - rescue: []                           | 3:7  | No block:
          - block: []\\n  comand: x              | 4:7  | Unknown keyword: "comand" is not a keyword of a block.
          - block: text                          | 3:14 | Wrong type: A list of tasks is needed here, but this is a string.
          - ping:\\n  register: a-b              | 4:17 | Invalid variable name: "a-b"
          - ping:\\n  vars: {class: 1}           | 4:14 | Invalid variable name: "class"
          - ping:\\n  vars: [x]                  | 4:14 | Wrong type: vars takes a mapping, but this is a string.
          - ping:\\n  become: maybe              | 4:15 | Wrong type: become takes yes or no, but this is a string.
          - ping:\\n  become_method: sduo\\n  become: 1 | 4:22 | Wrong value: become_method cannot be "sduo"; it must be one of: sudo, su. Did you mean "sudo"?
          - ping:\\n  connection: winrm          | 4:19 | Wrong value: connection cannot be "winrm"; it must be one of: ssh, local, smart.
          - ping:\\n  port: abc                  | 4:13 | Wrong type: port takes a number, but this is a string.
          - ping:\\n  when: {a: b}               | 4:13 | Wrong type: when takes a single value, but this is a mapping.
          - ping:\\n  when: [a, [b]]             | 4:17 | Wrong type: when takes a single value, but this is a list.
          - ping:\\n  when: 5                    | 4:13 | Wrong condition: A condition is an expression or a boolean, not a number.
          - ping:\\n  until: [a, 2026-01-31]     | 4:18 | Wrong condition: A condition is an expression or a boolean, not a date.
          - ping:\\n  environment: x             | 4:20 | Wrong type: environment takes a mapping, but this is a string.
          - ping:\\n  async: 10\\n  poll: 0      | 4:7  | Not supported yet: The keyword async
          - ping:\\n  async: 10                  | 4:7  | Keyword without effect: A task with async
          - ping:\\n  throttle: 2                | 4:7  | Keyword without effect: The keyword throttle
          - ping:\\n  debugger: always           | 4:7  | Keyword without effect: The keyword debugger
          - ping:\\n  args: [x]                  | 4:13 | Wrong type: args takes a mapping, but this is a list.
          - ping:\\n  loop: abc                  | 4:13 | Wrong type: loop takes a list, but this is a string.
          - ping:\\n  with_itms: []              | 4:7  | Unknown keyword: "with_itms" is not a kind of loop. Did you mean "with_items"?
          - ping:\\n  with_csvfile: []            | 4:7  | Unknown keyword: "with_csvfile" is not a kind of loop.
          - ping:\\n  loop: []\\n  with_items: []| 5:7  | Two loops:
          - ping:\\n  loop_control: {loop_vr: x} | 4:22 | Unknown keyword: "loop_vr" is not a keyword of loop_control. Did you mean "loop_var"?
          - import_tasks: nope.yml               | 3:21 | File not found: There is no file "nope.yml". Looked for: nope.yml, tasks/nope.yml.
          - import_tasks: "{{ x }}.yml"          | 3:21 | Name not constant:
          - import_tasks: x.yml\\n  loop: [1]    | 4:7  | Keyword not allowed here: import_tasks
          - import_tasks: x.yml\\n  register: r  | 4:7  | Keyword without effect: import_tasks is not a task itself
          - import_tasks: {fil: x.yml}           | 3:22 | Unknown argument: import_tasks has no argument "fil". Did you mean "file"?
          - import_tasks:                        | 3:7  | Missing argument: import_tasks needs a file.
          - include_tasks: nope.yml              | 3:22 | File not found: There is no file "nope.yml".
          - include_tasks: x\\n  become: yes     | 4:7  | Keyword not allowed here: "become" cannot be used with include_tasks.
          - include_tasks: {file: x, apply: {becom: 1}} | 3:40 | Unknown keyword: "becom" is not a keyword of a block
          - include_role: {name: nope}           | 3:28 | Role not found: There is no role "nope" in roles,
          - include_role: {tasks_from: x}        | 3:7  | Missing argument: include_role needs name.
          - import_role: {name: nope, public: 1} | 3:33 | Unknown argument: import_role has no argument "public".
          - import_role: {name: a.b.c}           | 3:27 | There is no role "a.b.c" in collections. Install its collection
          - import_tasks: "a\\0"                 | 3:21 | File not found:
          - include: x.yml                       | 3:7  | Outdated: "include" is gone
          - include: nope.yml                    | 3:16 | File not found: There is no file "nope.yml".
          """)
  void inATask(String task, String place, String complaint) throws IOException {
    String all = new Tree(folder).tasks(task.replace("\\n", "\n")).complaints();
    assertTrue(all.contains("site.yml:" + place + " "), all);
    assertTrue(all.contains(complaint), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: 1                                 | 1:1  | No plays: A playbook is a list of plays, each beginning with "- hosts: …"; this is a mapping.
          ``                                   | 1:1  | No plays:
          []                                   | 1:1  | No plays:
          - text                               | 1:3  | Wrong type: A play is a mapping with "hosts", but this is a string.
          - command: x                         | 1:3  | Task among plays:
          - tasks: []                          | 1:3  | No hosts:
          - hosts: []                          | 1:3  | No hosts:
          - hosts: all\\n  becom: yes          | 2:3  | Unknown keyword: "becom" is not a keyword of a play. Did you mean "become"?
          - hosts: all\\n  when: x             | 2:3  | Unknown keyword: "when" is not a keyword of a play.
          - hosts: all\\n  strategy: free      | 2:3  | Keyword without effect: The keyword strategy
          - hosts: all\\n  order: sorted       | 2:3  | Keyword without effect: The keyword order
          - hosts: all\\n  vars_prompt: [x]    | 2:17 | Wrong type: vars_prompt takes mappings with a name, but this is a string.
          - hosts: all\\n  vars_prompt: [{prompt: x}] | 2:17 | No name:
          - hosts: all\\n  vars_prompt: [{name: x, nam: y}] | 2:27 | Unknown keyword: "nam" is not a keyword of vars_prompt. Did you mean "name"?
          - hosts: all\\n  module_defaults: [x] | 2:20 | Wrong type: module_defaults takes a mapping, but this is a list.
          - hosts: all\\n  vars_files: nope    | 2:15 | File not found: There is no file "nope". Looked for: nope, vars/nope.
          - hosts: all\\n  roles: nope         | 2:10 | Wrong type: roles takes a list, but this is a string.
          - hosts: all\\n  roles: [nope]       | 2:11 | Role not found: There is no role "nope" in roles,
          - hosts: all\\n  roles: [{tags: x}]  | 2:11 | No role name:
          - hosts: all\\n  roles: ["{{ x }}"]  | 2:11 | Name not constant:
          - import_playbook: nope.yml          | 1:20 | Unreadable file: nope.yml does not exist.
          - import_playbook: site.yml          | 1:20 | Endless import:
          - import_playbook: nope.yml a=b      | 1:29 | Words without effect:
          - import_playbook: x.yml\\n  become: yes | 2:3 | Unknown keyword: "become" is not a keyword of import_playbook.
          """)
  void inAPlay(String playbook, String place, String complaint) throws IOException {
    String all =
        new Tree(folder).with("site.yml", playbook.replace("\\n", "\n") + "\n").complaints();
    assertTrue(all.contains("site.yml:" + place + " "), all);
    assertTrue(all.contains(complaint), all);
  }

  @ParameterizedTest
  @CsvSource({
    "async: 0",
    "strategy: linear",
    "order: inventory",
    "force_handlers: no",
    "module_defaults: {}",
    "collections: [a.b]"
  })
  void aKeywordWithItsUsualValueIsAccepted(String keyword) throws IOException {
    boolean task = keyword.startsWith("async");
    String playbook = task ? "- hosts: all\n  tasks:\n  - ping:\n    " : "- hosts: all\n  ";
    assertEquals("", new Tree(folder).with("site.yml", playbook + keyword + "\n").complaints());
  }

  @Test
  void allMistakesAreToldAtOnce() throws IOException {
    String all =
        new Tree(folder)
            .tasks("- name: x\n- import_tasks: more.yml\n- text")
            .with("more.yml", "- ping:\n  loop: abc\n- name: y\n")
            .complaints();
    assertEquals(4, all.lines().count(), all);
  }

  @Test
  void aNotifiedNameThatNoHandlerHasIsTold() throws IOException {
    String play =
        "- hosts: all\n  handlers: [{name: restart web, ping: }]\n  tasks:\n    - ping:\n";
    String all =
        new Tree(folder).with("site.yml", play + "      notify: restart wbe\n").complaints();
    assertEquals(
        "site.yml:5:15 Unknown handler: \"restart wbe\" is neither a handler's name nor a topic that"
            + " a handler listens to. Did you mean \"restart web\"? The task fails where it"
            + " changes something.",
        all);
  }

  @Test
  void aNotifiedNameMayComeWithAnInclude() throws IOException {
    String tasks = "- ping:\n  notify: x\n- include_role: {name: '{{ r }}'}\n";
    assertEquals("", new Tree(folder).tasks(tasks).complaints());
  }

  @Test
  void knownModulesSettleWhichKeyIsMistyped() throws IOException {
    String all =
        new Tree(folder, "copy", "file").tasks("- fiel: path=a\n  copy: src=a").complaints();
    assertEquals(
        "site.yml:3:7 Unknown keyword: \"fiel\" is neither a keyword of a task nor a module. Did you mean \"file\"?",
        all);
  }

  @Test
  void filesThatImportEachOtherAreACircle() throws IOException {
    String all =
        new Tree(folder)
            .tasks("- import_tasks: a.yml")
            .with("a.yml", "- import_tasks: b.yml\n")
            .with("b.yml", "- import_tasks: a.yml\n")
            .complaints();
    assertEquals(
        "b.yml:1:17 Endless import: a.yml is imported while it is being imported: a.yml imports b.yml."
            + " Use include_tasks with a condition that ends it.",
        all);
  }

  @Test
  void aFileMayIncludeItselfWhileRunning() throws IOException {
    Tree tree =
        new Tree(folder)
            .tasks("- include_tasks: a.yml")
            .with("a.yml", "- include_tasks: a.yml\n  when: x\n");
    assertEquals("", tree.complaints());
  }

  @Test
  void whatIsIncludedUnderAConstantNameIsCheckedBeforehand() throws IOException {
    Tree tree = new Tree(folder).tasks("- include_tasks: a.yml").with("a.yml", "- name: x\n");
    assertTrue(tree.complaints().startsWith("a.yml:1:3 No module"), tree.complaints());
  }
}
