package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Target;
import dev.javaform.remote.local.LocalConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an answer that a host gave answers a later question, too. */
class QuestionTest {

  private static final int SHELL_START = 1;

  @TempDir private Path folder;

  /** Shells of this machine; remembers for which users one was wanted. */
  private static final class Logins implements Connector<Target.Local> {
    final List<String> users = new CopyOnWriteArrayList<>();
    private final LocalConnector real = new LocalConnector();

    @Override
    public Connection connect(Target.Local target) {
      users.add(target.common().user().orElse("nobody"));
      return real.connect(target);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /** What one user sees says nothing of what another one would. */
  @Test
  void anAnswerIsForTheUserWhoAsked() throws Exception {
    Logins logins = new Logins();
    new Playing(folder)
        .through(logins)
        .play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - stat: {path: /etc/passwd}
                  remote_user: ann
                - stat: {path: /etc/passwd}
                  remote_user: bob
                - stat: {path: /etc/passwd}
                  remote_user: ann
            """);
    assertEquals(List.of("ann", "bob"), logins.users);
  }

  @Test
  void theSameUserNeedNotAskAgain() throws Exception {
    Playing.Told told =
        new Playing(folder)
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - stat: {path: /etc/passwd}
                    - stat: {path: /etc/group}
                    - stat: {path: /etc/passwd}
                """);
    assertEquals(SHELL_START + 1, told.roundTrips("one"));
  }
}
