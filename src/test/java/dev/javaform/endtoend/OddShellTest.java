package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run on hosts whose login shells say things nobody asked for, or nothing at all. */
@Tag("faults")
class OddShellTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            shell: echo hello; echo careful >&2
            changed_when: false
            register: said
          - name: compare
            assert:
              that:
                - said.stdout == "hello"
                - said.stderr == "careful"
          - name: carry
            copy: {content: "{{ 'x!' * 50000 }}", dest: "%s/{{ inventory_hostname }}.large"}
      """;

  /** What bash does for ssh as some distributions build it: reads .bashrc before the command. */
  private static final String BASH =
      """
      export HOME='%s' SSH_CLIENT='127.0.0.1 1 1' SHLVL=0
      exec bash -c "$SSH_ORIGINAL_COMMAND"
      """;

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    Path banner = Files.writeString(folder.resolve("banner"), "Keep out!\nReally.\n");
    sshd = LoopbackSshd.start("Banner " + banner);
    Site site = new Site(folder);
    site.hosts(
        HostLine.of("good", sshd),
        odd("chatty", "echo Welcome; echo Beware >&2; exec sh -c \"$SSH_ORIGINAL_COMMAND\""),
        bash("echoing", "echo from .bashrc; echo from .bashrc >&2"),
        bash("exiting", "echo not for you; exit 3"),
        odd("nologin", "echo This account is currently not available.; exit 1"),
        odd("garbage", "head -c 300000 /dev/urandom; printf '\\033]0;owned\\007\\033[31m\\036'"),
        odd("silent", "exec sleep 60").with("ansible_login_timeout", 3),
        odd("flood", "exec yes garbage").with("ansible_login_timeout", 3),
        HostLine.of("odd_shell", sshd)
            .with("ansible_shell_executable", babbler())
            .with("ansible_login_timeout", 3),
        HostLine.of("no_shell", sshd).with("ansible_shell_executable", "/nonexistent/sh"));
    told = site.run(PLAY.formatted(folder));
  }

  private static HostLine odd(String name, String script) throws Exception {
    return OddHost.of(name, sshd, folder, script);
  }

  private static HostLine bash(String name, String bashrc) throws Exception {
    Path home = Files.createDirectory(folder.resolve(name + ".home"));
    Files.writeString(home.resolve(".bashrc"), ": > " + home + "/read\n" + bashrc + "\n");
    return odd(name, BASH.formatted(home));
  }

  private static Path babbler() throws Exception {
    return OddHost.program(
        folder.resolve("babbler"), "#!/bin/sh\nprintf '\\033[2Jbla\\377bla\\n'; exec cat\n");
  }

  @ParameterizedTest
  @CsvSource({"good", "chatty", "echoing"})
  void whatAShellSaysFirstIsNobodysAnswer(String host) {
    told.finished(host).counts(host, "ok=3", "changed=1");
  }

  @ParameterizedTest
  @CsvSource({"echoing", "exiting"})
  void bashReallyReadItsFile(String host) {
    assertTrue(Files.exists(folder.resolve(host + ".home/read")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exiting   | not for you",
        "nologin   | This account is currently not available",
        "garbage   | never answered",
        "silent    | never answered within 3 s (the login limit; raise it with ansible_login_timeout",
        "flood     | never answered within 3 s (the login limit",
        "odd_shell | /babbler",
        "no_shell  | /nonexistent/sh",
      })
  void oneLineSaysThatAShellNeverAnswered(String host, String why) {
    told.lost(host, "\"greet\"", "play.yml:4:7", why).counts(host, "ok=0", "unreachable=1");
  }

  @Test
  void theirLinesAreShort() {
    told.err().lines().forEach(line -> assertTrue(line.length() < 2000, line));
    told.out().lines().forEach(line -> assertTrue(line.length() < 2000, line));
  }

  @Test
  void nothingThatATerminalWouldObeyIsPrinted() {
    told.hides("\u001b").hides("\u0007").exits(4);
  }
}
