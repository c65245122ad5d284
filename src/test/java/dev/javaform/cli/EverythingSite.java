package dev.javaform.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small site in whose files nearly everything occurs that javaform reads. */
final class EverythingSite {

  private static final String SITE =
      """
      ---
      - name: all of it
        hosts: web:&red:!db[0]
        gather_facts: no
        become: yes
        become_user: root
        serial: ["30%", 5]
        max_fail_percentage: 30
        any_errors_fatal: false
        environment: {LANG: C, PATH: "{{ ansible_env.PATH | default('/bin') }}"}
        vars_files: [vars.yml, [none.yml, more.yml]]
        vars:
          packages: &packages [vim, "{{ editor | default('nano') }}"]
          more: {<<: {a: 1}, list: *packages, when: 2001-01-01 10:00:00, mode: 0644, big: 12:30}
          text: |
            one
             two
          folded: >-
            three
            four
          verbatim: !unsafe "{{ not a template }}"
        pre_tasks:
          - meta: flush_handlers
          - debug: {msg: "{{ text | upper }} {{ more.list[0] }}", verbosity: 2}
            tags: [always, "{{ label | default('x') }}"]
        roles:
          - disks
          - {role: disks, tags: never, size: 5, when: more.a == 1}
        tasks:
          - name: copy for {{ inventory_hostname }}
            copy:
              src: file.txt
              dest: /tmp/x
              mode: "0644"
              owner: root
            register: copied
            when:
              - copied is not defined or copied is success
              - inventory_hostname in groups['web']
            changed_when: "'x' in copied.stdout | default('')"
            failed_when: false
            notify: [restart, reload all]
            loop: "{{ range(3) | list }}"
            loop_control: {loop_var: n, index_var: i, label: "{{ n }}", pause: 0}
            until: copied is success
            retries: 2
            delay: 1
            no_log: true
            delegate_to: "{{ groups.db | first }}"
            run_once: true
            timeout: 30
          - template: src=page.j2 dest="/tmp/y z" mode=0600
          - command: >
              echo 'it is' {{ n | default(1) }}
            args: {chdir: /tmp, creates: /tmp/z}
          - shell: echo "$HOME" | cat
            with_items: [[a, b], c]
          - lineinfile: {path: /tmp/x, regexp: '^(a|b)=', line: '\\1=2', backrefs: yes}
          - block:
              - import_tasks: tasks.yml
              - include_tasks: {file: "{{ 'tasks' }}.yml", apply: {tags: x}}
                vars: {deep: {er: [1, 2]}}
            rescue:
              - fail: {msg: "{{ ansible_failed_task.name }}"}
            always:
              - set_fact: {seen: "{{ lookup('env', 'HOME') }}", cacheable: no}
            when: seen | default(true) | bool
          - include_role: {name: disks, tasks_from: main.yml, public: yes}
          - assert: {that: [1 == 1, "'a' ~ 'b' == 'ab'"], fail_msg: no, quiet: true}
          - file: {path: /tmp/d, state: directory, mode: u=rwx, recurse: true}
          - user: {name: guest, groups: [a, b], password: "{{ 'x' | password_hash('sha512') }}"}
        handlers:
          - name: restart
            service: {name: x, state: restarted}
            listen: reload all
      - import_playbook: other.yml
        vars: {x: 1}
      """;

  private static final String HOSTS =
      """
      # comment
      lone ansible_host=192.0.2.1 ansible_port=2222 list="[1, 'a', {'b': None}]"
      [web]
      web[01:03].example.com:2200 x=1 # after
      web-[a:c] http_port=80 text='it is' open=0x1F
      [db]
      db[0:4:2] ansible_connection=local
      "quoted" y=2
      [red:children]
      web
      [red:vars]
      colour = red
      numbers = (1, 2.5, -3e4, 0o17)
      [all:vars]
      yes = True
      """;

  private static final String YAML_HOSTS =
      """
      all:
        hosts:
          lone: {ansible_host: 192.0.2.1}
        vars: {level: 3, text: "{{ level }}"}
        children:
          web:
            hosts:
              web[01:03]: &one {x: 1}
              other: *one
          red: {children: {web: }, vars: {colour: red}}
          db: {hosts: {db0: , db2: {ansible_connection: local}}}
      """;

  private EverythingSite() {}

  /** Writes it; {@code site.yml} is its playbook, {@code hosts} or {@code hosts.yml} the hosts. */
  static Path write(Path folder) throws IOException {
    write(folder, "site.yml", SITE);
    write(folder, "hosts", HOSTS);
    write(folder, "hosts.yml", YAML_HOSTS);
    write(folder, "vars.yml", "editor: vi\nlist:\n- 1\n- [2]\n");
    write(folder, "more.yml", "{\"json\": [1, 2.0, null, \"\\u00e9\"]}\n");
    write(folder, "other.yml", "- hosts: [db, lone]\n  tasks: [{ping: }]\n");
    write(folder, "tasks.yml", "- name: t\n  ping: data=x\n- debug: var=list\n");
    write(folder, "file.txt", "content\n");
    write(
        folder,
        "templates/page.j2",
        "#jinja2: trim_blocks: True\n{% for x in list if x %}\n{{ loop.index }}: {{ x }}\n"
            + "{% endfor %}{% macro m(a, b=1) %}{{ a + b }}{% endmacro %}{{ m(1) }}{# c #}\n"
            + "{% set y = {'a': [1, 2]} %}{{ y.a | join(',') if y else 'none' }}\n");
    write(folder, "group_vars/web.yml", "---\nport: 80\nnested: {a: {b: c}}\n");
    write(folder, "host_vars/lone/one.yml", "z: [1]\n");
    write(folder, "roles/disks/meta/main.yml", "dependencies: []\nallow_duplicates: true\n");
    write(folder, "roles/disks/defaults/main.yml", "size: 1\n");
    write(folder, "roles/disks/vars/main.yml", "made: \"{{ size * 2 }}\"\n");
    write(
        folder, "roles/disks/tasks/main.yml", "- debug: {msg: '{{ made }}'}\n  notify: mounted\n");
    write(folder, "roles/disks/handlers/main.yml", "- {name: mounted, debug: {msg: x}}\n");
    return folder;
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
