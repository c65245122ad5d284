package dev.javaform.endtoend;

import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Becoming root by the real sudo and su, with and without passwords, right ones and wrong ones. */
@WithLab
class BecomeLabTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: plain
            command: id -un
            register: before
            changed_when: false
          - name: rise
            command: id -un
            become: true
            register: after
            changed_when: false
          - name: tell
            debug: {msg: "{{ before.stdout | upper }} became {{ after.stdout | upper }}"}
      """;

  /**
   * Some passwords are the users' names, which are masked as they are: so they are told in
   * capitals.
   */
  @TempDir private static Path folder;

  private static Told told;

  @BeforeAll
  static void run(Lab lab) throws Exception {
    LabHost host = lab.hosts().getFirst();
    HostLine admin = HostLine.of("asked", host, "admin");
    HostLine guest = HostLine.of("su", host, "guest").with("ansible_become_method", "su");
    Site site = new Site(folder);
    site.hosts(
        HostLine.of("nopasswd", host, "deploy"),
        admin.with("ansible_become_password", "admin"),
        guest.with("ansible_become_password", "root"),
        HostLine.of("unasked", host, "admin"),
        HostLine.of("wrong", host, "admin").with("ansible_become_password", "h1dden"),
        HostLine.of("stranger", host, "guest").with("ansible_become_password", "guest"),
        new HostLine("wrong_su", guest.variables()).with("ansible_become_password", "h1dden"),
        HostLine.of("nobody", host, "deploy").with("ansible_become_user", "nobody-of-that-name"));
    told = site.run(PLAY, "-vvvv");
  }

  @ParameterizedTest
  @CsvSource({"nopasswd, DEPLOY became ROOT", "asked, ADMIN became ROOT", "su, GUEST became ROOT"})
  void becomesRoot(String host, String said) {
    told.finished(host).counts(host, "ok=3").says("\"" + said + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unasked  | a password is required",
        "wrong    | the password is wrong",
        "stranger | is not in sudoers",
        "wrong_su | the password is wrong",
        "nobody   | there is no such user on the host",
      })
  void oneLineSaysWhyNot(String host, String why) {
    told.lost(host, "\"rise\"", "play.yml:8:7", why).counts(host, "ok=1", "failed=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"h1dden"})
  void passwordsAreNotShown(String password) {
    told.hides(password);
  }

  @Test
  void theExitStatusIsThatOfFailedTasks() {
    told.exits(2);
  }
}
