package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.lab.LoopbackSshd;
import dev.javaform.lab.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins whose shell, by which the server has every command run, is no POSIX shell. */
@Tag("faults")
@ParameterizedClass
@CsvSource({"tcsh, .tcshrc", "fish, .config/fish/config.fish", "zsh, .zshenv"})
class LoginShellTest {
  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;

  @Parameter(0)
  private String shell;

  @Parameter(1)
  private String startFile;

  private Site site;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  /** Its start file tells that it was read, and says things nobody asked for. */
  @BeforeEach
  void site() throws Exception {
    Path binary = Tools.need(shell, shell);
    Path home = folder.resolve("login");
    Path read = folder.resolve("read");
    String login =
        "unset XDG_CONFIG_HOME; export HOME='%s'; exec '%s' -c \"$SSH_ORIGINAL_COMMAND\""
            .formatted(home, binary);
    site = new Site(folder);
    site.file("login/" + startFile, "echo Welcome\necho I am " + shell + " > '" + read + "'\n");
    site.hosts(OddHost.of("odd", sshd, folder, login).with("place", folder));
  }

  /** What a run told, once it is certain that this shell let it in. */
  private Told run(String playbook, String... options) throws Exception {
    Told told = site.run(playbook, options);
    assertEquals("I am " + shell + "\n", Files.readString(folder.resolve("read")));
    return told;
  }

  @Test
  void modulesRun() throws Exception {
    run("""
            - hosts: all
              tasks:
                - shell: read word; echo "$word"; echo "it's; !! ~ {a,b} $((6 * 7)) %s"
                  args: {stdin: "!! $HOME"}
                  register: said
                - assert:
                    that:
                      - said.stdout_lines == ["!! $HOME", "it's; !! ~ {a,b} 42 %s"]
                      - ansible_facts.system == "Linux"
            """)
        .exits(0)
        .finished("odd");
  }

  @Test
  void filesArriveAsTheyAre() throws Exception {
    String line = "it's; $HOME! \\ %d `x` {a,b} é\t~\n";
    site.file("small", line).file("large", line.repeat(10_000));
    run("""
            - hosts: all
              gather_facts: false
              tasks:
                - copy: {src: "{{ item }}", dest: "{{ place }}/it's {{ item }}!"}
                  loop: [small, large]
            """)
        .exits(0)
        .counts("odd", "changed=1");
    assertEquals(line, Files.readString(folder.resolve("it's small!")));
    assertEquals(line.repeat(10_000), Files.readString(folder.resolve("it's large!")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansible_become_method=sudo",
        "ansible_become_method=sudo ansible_become_password='it''s $HOME!'",
        "ansible_become_method=su ansible_become_flags='-s /bin/sh'",
      })
  void anotherUserIsHad(String variables) throws Exception {
    Assumptions.assumeTrue(sshd.user().equals("root"), "only root becomes another user unasked");
    Path open = Files.createDirectory(folder.resolve("it's open!"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    site.file("large", "!".repeat(100_000));
    run(
            """
            - hosts: all
              gather_facts: false
              become: true
              become_user: nobody
              tasks:
                - command: id -un
                  register: user
                - copy: {src: large, dest: "{{ place }}/it's open!/large"}
                  register: large
                - assert: {that: [user.stdout == "nobody", large.owner == "nobody"]}
            """,
            "-e",
            variables)
        .exits(0)
        .finished("odd");
  }
}
