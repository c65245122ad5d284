package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that prints the secrets it was given is shown with stars in their place. */
@Tag("faults")
class EchoTest {

  /** Asks as sudo does, and gives what it was told to all that runs under it. */
  private static final String SUDO =
      """
      #!/bin/sh
      prompt=; while [ "$1" != /bin/sh ]; do [ "$1" != -p ] || prompt=$2; shift; done
      printf %s "$prompt" >&2; read -r TOLD; export TOLD
      exec "$@"
      """;

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        become: true
        tasks:
          - name: printed
            shell: |
              echo "$TOLD"; echo "{'pw': '$TOLD'}"; echo "x${TOLD}x" >&2
            register: said
          - name: traced
            shell: set -x; echo "$TOLD"; false
            ignore_errors: true
          - name: shown
            debug: {var: said}
          - name: looped
            debug: {msg: "{{ item }}"}
            loop: "{{ said.stdout_lines }}"
          - name: written
            copy: {content: "{{ said.stdout }}\\n", dest: "%1$s/{{ inventory_hostname }}"}
          - name: wrong {{ said.stdout_lines[0] }}
            command: "true"
            failed_when: said.stdout_lines[0] | from_json
            ignore_errors: true
          - name: account
            user: {name: nobody-new, password: "$6$salt$h4shed"}
            check_mode: true
          - name: account again
            debug: {msg: "$6$salt$h4shed, {{ said.stdout_lines[0] | length }} letters"}
      """;

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    sshd = LoopbackSshd.start();
    site = new Site(folder);
    HostLine host = OddHost.having("one", sshd, folder, "sudo", SUDO);
    site.hosts(host.with("ansible_become_password", "r1ght \"secret"));
  }

  @Test
  void linesShowStars() throws Exception {
    Told told = site.run(PLAY.formatted(folder), "-vvvv", "--diff");
    masked(told);
    told.says("\"x********x\"").says("+********").says("13 letters");
  }

  @Test
  void aDocumentShowsStars() throws Exception {
    masked(site.run(PLAY.formatted(folder), "-vvvv", "--diff", "--output", "json"));
  }

  private static void masked(Told told) {
    told.exits(0).hides("r1ght").hides("h4shed").says("********");
  }

  @Test
  void thePlayItselfWorksWithWhatTheHostSaid() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          become: true
          tasks:
            - shell: echo "$TOLD"
              register: said
            - assert: {that: said.stdout == ansible_become_password}
        """;
    site.run(play).exits(0).finished("one");
  }
}
