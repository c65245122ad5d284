package dev.javaform.endtoend;

import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in by password, which only a server with real users can try. */
@WithLab
class LoginLabTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: look
            shell: id -un | tr a-z A-Z # the password is the name, and masked
            changed_when: false
      """;

  @TempDir private static Path folder;
  private static Told told;
  private static Told filed;

  @BeforeAll
  static void run(Lab lab) throws Exception {
    LabHost host = lab.hosts().getFirst();
    HostLine none =
        HostLine.of("none", host, "guest").with("ansible_private_key_file", "/nonexistent/id");
    Site site = new Site(folder);
    site.hosts(
        none,
        new HostLine("right", none.variables()).with("ansible_password", "guest"),
        new HostLine("wrong", none.variables()).with("ansible_password", "h1dden"));
    told = site.run(PLAY, "-vvvv");
    site.file("password", "guest\n");
    filed = site.run(PLAY, "-vvvv", "--limit", "none", "--connection-password-file", "password");
  }

  @Test
  void theRightPasswordOpens() {
    told.finished("right").says("\"GUEST\"").exits(4);
  }

  @Test
  void theWrongOneDoesNotAndIsNotShown() {
    told.lost("wrong", "\"look\"", "play.yml:4:7", "does not let guest in", "the password");
    told.hides("h1dden");
  }

  @Test
  void withoutOneItIsSaidWhatWasTried() {
    told.lost("none", "\"look\"", "play.yml:4:7", "/nonexistent/id (which does not exist)");
  }

  @Test
  void theRightOneInAFileOpens() {
    filed.finished("none").says("\"GUEST\"").exits(0);
  }
}
