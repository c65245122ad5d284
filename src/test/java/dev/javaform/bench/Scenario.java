package dev.javaform.bench;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What every contestant runs: 30 ordinary tasks, 44 module runs, on a host that is as they want it
 * already.
 */
final class Scenario {

  static final int TASKS = 30;

  private final Path folder;

  Scenario(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path playbook() {
    return folder.resolve("site.yml");
  }

  /** An inventory of {@code count} names that are all the server behind {@code port}. */
  Path inventory(String name, LoopbackSshd sshd, int port, int count) throws IOException {
    Path knownHosts = folder.resolve(name + ".known_hosts");
    String keys =
        Files.readString(sshd.knownHosts()).replace("]:" + sshd.port() + " ", "]:" + port + " ");
    Files.writeString(knownHosts, keys);
    String variables =
        """
        [all:vars]
        ansible_host=127.0.0.1
        ansible_port=%d
        ansible_user=%s
        ansible_ssh_private_key_file=%s
        ansible_ssh_common_args=-o UserKnownHostsFile=%s
        ansible_python_interpreter=/usr/bin/python3
        """
            .formatted(port, sshd.user(), sshd.identity(), knownHosts);
    String hosts =
        IntStream.rangeClosed(1, count)
            .mapToObj("lab%03d"::formatted)
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(folder.resolve(name + ".ini"), hosts + variables);
  }

  /** Writes the playbook and its files. */
  void write() throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files/motd"), "Welcome to the lab.\n");
    Files.writeString(
        folder.resolve("templates/service.conf.j2"),
        "# {{ ansible_managed }}\nname = {{ item }}\n{% for n in [1, 2, 3] %}\nline{{ n }} = {{ n * 2"
            + " }}\n{% endfor %}\n");
    Files.writeString(playbook(), play());
  }

  private String play() {
    StringBuilder play =
        new StringBuilder(
            """
            - name: Thirty ordinary tasks
              hosts: all
              gather_facts: false
              vars:
                base: %s/host
                names: [alpha, beta, gamma, delta, epsilon]
              tasks:
                - name: base directory
                  file: {path: "{{ base }}", state: directory, mode: "0755"}
                - name: directories
                  file: {path: "{{ base }}/{{ item }}", state: directory, mode: "0750"}
                  loop: "{{ names }}"
                - name: templates
                  template: {src: service.conf.j2, dest: "{{ base }}/{{ item }}/service.conf", mode: "0644"}
                  loop: "{{ names }}"
                - name: contents
                  copy: {content: "{{ item }}\\n", dest: "{{ base }}/{{ item }}/name", mode: "0640"}
                  loop: [alpha, beta, gamma, delta]
                - name: links
                  file: {src: "{{ base }}/{{ item }}", dest: "{{ base }}/link-{{ item }}", state: link}
                  loop: [alpha, beta, gamma, delta]
                - name: file
                  copy: {src: motd, dest: "{{ base }}/motd", mode: "0644"}
                - name: once
                  command: touch {{ base }}/once
                  args: {creates: "{{ base }}/once"}
                - name: look
                  stat: {path: "{{ base }}/motd"}
                  register: motd
                - name: sure
                  assert: {that: [motd.stat.exists, motd.stat.size > 0]}
                - name: fact
                  set_fact: {motd_size: "{{ motd.stat.size }}"}
                - name: block
                  blockinfile: {path: "{{ base }}/settings", create: true, block: "one\\ntwo"}
                - name: gone
                  file: {path: "{{ base }}/old", state: absent}
            """
                .formatted(folder));
    for (int i = 0; i < 9; i++) {
      play.append(
          """
              - name: setting %1$d
                lineinfile: {path: "{{ base }}/settings%1$d", create: true, line: "key%1$d = value", regexp: "^key%1$d ="}
          """
              .formatted(i));
    }
    for (int i = 0; i < 9; i++) {
      play.append(
          """
              - name: config %1$d
                copy: {content: "setting %1$d of {{ names | length }}\\n", dest: "{{ base }}/config%1$d", mode: "0600"}
          """
              .formatted(i));
    }
    return play.toString();
  }

  /** The least that can be done: one login, one script that looks at all of it. */
  String floorScript() {
    return "for f in $(find "
        + folder
        + "/host); do stat -c '%a %U %G %s' \"$f\"; done >/dev/null;"
        + " find "
        + folder
        + "/host -type f -exec sha256sum {} + >/dev/null";
  }
}
