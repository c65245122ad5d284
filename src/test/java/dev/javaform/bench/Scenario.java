package dev.javaform.bench;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What every contestant runs: 30 ordinary tasks, 44 module runs, on a host that is as they want it
 * already; and copies of a large file and of many small ones.
 */
final class Scenario {

  static final int TASKS = 30;

  private static final int LARGE = 500;
  private static final int SMALL = 3_000;
  private static final int FOLDERS = 30;

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

  /** The least that can be done: one login to each host, one script that looks at all of it. */
  Path floor(LoopbackSshd sshd, Path inventory, int port, int hosts) throws IOException {
    String look =
        "for f in $(find %1$s/host); do stat -c \"%%a %%U %%G %%s\" \"$f\"; done >/dev/null; find %1$s/host -type f -exec sha256sum {} + >/dev/null"
            .formatted(folder);
    String ssh =
        "ssh -F none -p %d -i %s -o UserKnownHostsFile=%s %s@127.0.0.1 '%s' </dev/null &\n"
            .formatted(port, sshd.identity(), knownHosts(inventory), sshd.user(), look);
    return Files.writeString(
        inventory.resolveSibling("floor-" + port + "-" + hosts + ".sh"),
        ssh.repeat(hosts) + "wait\n");
  }

  /** The keys that a host of this inventory is known by. */
  static Path knownHosts(Path inventory) {
    return Path.of(inventory.toString().replace(".ini", ".known_hosts"));
  }

  /** A file of {@value #LARGE} MB that no compression makes smaller. */
  Path large() throws IOException {
    Path file = folder.resolve("large");
    byte[] part = new byte[1_000_000];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < LARGE; i++) {
        random.nextBytes(part);
        out.write(part);
      }
    }
    return file;
  }

  /** A directory of {@value #SMALL} files of a few kB each. */
  Path small() throws IOException {
    Path top = folder.resolve("small");
    Random random = new Random(2);
    for (int i = 0; i < SMALL; i++) {
      Path some = Files.createDirectories(top.resolve("d" + i % FOLDERS));
      Files.writeString(
          some.resolve("f" + i), ("line " + i + "\n").repeat(5 + random.nextInt(500)));
    }
    return top;
  }

  /** A playbook that copies a file, or what is in a directory. */
  Path copying(Path source, Path dest) throws IOException {
    return Files.writeString(
        folder.resolve("copy-" + source.getFileName() + ".yml"),
        """
        - hosts: all
          gather_facts: false
          tasks:
            - copy: {src: %s, dest: %s}
        """
            .formatted(source + (Files.isDirectory(source) ? "/" : ""), dest));
  }
}
