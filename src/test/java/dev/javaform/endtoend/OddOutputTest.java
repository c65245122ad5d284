package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that print what nobody expects, or never end. */
@Tag("faults")
class OddOutputTest {
  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;
  private Site site;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(HostLine.of("odd", sshd), HostLine.of("good", sshd));
  }

  @Test
  void megabytesArriveWhole() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: "head -c {{ 3000000 if inventory_hostname == 'odd' else 3 }} /dev/zero | tr '\\\\0' x"
                  register: said
                - debug: {msg: "{{ said.stdout | length }} letters"}
            """);
    told.exits(0).says("\"3000000 letters\"").says("\"3 letters\"");
  }

  @Test
  void moreThanCanBeKeptIsCutAndSaid() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: "head -c {{ 50000000 if inventory_hostname == 'odd' else 3 }} /dev/zero | tr '\\\\0' x"
                  register: said
                - debug: {msg: "{{ said.stdout | length }} letters"}
            """);
    told.finished("good")
        .says("\"3 letters\"")
        .says("[WARNING]: odd: the output of this task is longer");
  }

  @Test
  void moreThanAScreenTakesIsShortenedThere() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: "head -c {{ 2000000 if inventory_hostname == 'odd' else 3 }} /dev/zero | tr '\\\\0' x"
            """,
            "-v");
    told.finished("good").says(" characters more; --output json has them all)");
    assertTrue(told.out().length() < 400_000, "" + told.out().length());
  }

  @Test
  void whatIsNoTextBecomesText() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: printf 'a\\377\\376\\300\\0b'
                  register: said
                - debug: {msg: "said {{ said.stdout }}"}
            """,
            "-v");
    told.exits(0).says("said a\ufffd\ufffd\ufffd\\u0000b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void nothingThatATerminalWouldObeyIsPrinted(String format) throws Exception {
    Told told =
        site.file("evil.txt", "\u001b]0;owned\u0007 \u009b31m \u202egnp.exe\n")
            .run(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: copy
                      copy: {src: evil.txt, dest: "%s/{{ inventory_hostname }}"}
                    - name: print
                      shell: cat evil.txt; cat evil.txt >&2
                      args: {chdir: "%s"}
                      register: said
                    - debug: {var: said}
                    - name: fail
                      shell: cat evil.txt; cat evil.txt >&2; exit "$(printf '\\033[1m')"
                      args: {chdir: "%s"}
                      when: inventory_hostname == 'odd'
                    - name: "tell \\e[2J"
                      fail: {msg: "{{ said.stdout }}"}
                """
                    .formatted(folder, folder, folder),
                "-vvv",
                "--diff",
                "--output",
                format);
    told.exits(2).says("owned").hides("\u001b").hides("\u0007").hides("\u009b").hides("\u202e");
  }

  @Test
  void aCommandThatNeverEndsIsEnded() throws Exception {
    String mark = "31415." + ProcessHandle.current().pid();
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: wait for ever
                  shell: "echo begun; {{ 'sleep %s' if inventory_hostname == 'odd' else 'true' }}"
                  timeout: 2
                - name: rest
                  command: "true"
            """
                .formatted(mark));
    told.exits(2).finished("good").counts("good", "ok=2");
    told.lost("odd", "\"wait for ever\"", "play.yml:4:7", "longer than 2.0 seconds").says("begun");
    assertEquals(0, Processes.with(mark).count(), "it still runs");
  }

  @Test
  void tenMegabytesAreCopiedAndRendered() throws Exception {
    String line = "0123456789 line of a big file\n";
    String text = line.repeat(350_000);
    site.file("big.txt", text).file("big.j2", text + "for {{ inventory_hostname }}\n");
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - copy: {src: big.txt, dest: "%1$s/copied.{{ inventory_hostname }}"}
            - template: {src: big.j2, dest: "%1$s/rendered.{{ inventory_hostname }}"}
            - copy: {content: small, dest: "%1$s/small.{{ inventory_hostname }}"}
        """
            .formatted(folder);
    site.run(play).exits(0).counts("odd", "changed=3").counts("good", "changed=3");
    for (String host : new String[] {"odd", "good"}) {
      assertEquals(text.length(), folder.resolve("copied." + host).toFile().length());
      String rendered = Files.readString(folder.resolve("rendered." + host));
      assertTrue(rendered.startsWith(line) && rendered.endsWith("for " + host + "\n"));
    }
    site.run(play, "--check", "--diff").exits(0).counts("odd", "changed=0", "ok=3");
  }

  @Test
  void aFloodThatNeverEndsIsEnded() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: flood
                  shell: "{{ 'yes javaform-flood' if inventory_hostname == 'odd' else 'true' }} >&2"
                  timeout: 3
                  no_log: true
            """);
    told.exits(2).finished("good").lost("odd", "\"flood\"", "play.yml:4:7", "no_log");
    assertEquals(0, Processes.with("yes javaform-flood").count(), "it still runs");
  }

  @Test
  void whatRunsOnInTheBackgroundHoldsNothingUp() throws Exception {
    String mark = "16180." + ProcessHandle.current().pid();
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: leave
                  shell: sleep %s & echo left
                  register: said
                - debug: {msg: "{{ said.stdout }}, and on we go"}
            """
                .formatted(mark));
    Processes.end("sleep " + mark);
    told.exits(0).finished("odd").finished("good").says("left, and on we go");
  }
}
