package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Windows guest is converged and audited as any host is; the guest is the double. */
@Timeout(120)
class WindowsGuestTest {

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: see who is there
            win_ping:
          - name: let nothing record games
            win_regedit:
              path: HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\GameDVR
              name: AllowGameDVR
              data: 0
              type: dword
          - name: no delay of menus
            win_regedit:
              path: HKCU:\\Control Panel\\Desktop
              name: MenuShowDelay
              data: "0"
              user: connection
      """;

  private final WindowsModel model = new WindowsModel();
  @TempDir private Path folder;
  @AutoClose private WindowsHost host;

  @BeforeEach
  void start() throws Exception {
    host = WindowsHost.plain(new Settings(), model);
  }

  private Site site() throws Exception {
    return new Site(folder)
        .file(
            "hosts",
            "win ansible_connection=psrp ansible_host=127.0.0.1 ansible_port=%d"
                    .formatted(host.port())
                + " ansible_psrp_protocol=http ansible_user=gamer ansible_password=Sw0rdfish!\n");
  }

  @Test
  void isAuditedConvergedAndLeftAlone() throws Exception {
    Site site = site();
    site.run(PLAY, "--check", "--diff").exits(0).counts("win", "changed=2").hides("Sw0rdfish");
    assertEquals(0, model.writes());
    site.run(PLAY, "--diff").exits(0).counts("win", "changed=2", "ok=3");
    assertEquals(2, model.writes());
    site.run(PLAY).exits(0).counts("win", "changed=0", "ok=3");
    assertEquals(2, model.writes());
    assertEquals(0, host.shells(), "nothing stays behind");
  }

  @Test
  void whatIsSaidIsWrittenDownWithoutSecrets() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          vars:
            token: '<s3cret & "quoted">'
          tasks:
            - name: tell
              win_ping: {data: hello}
            - name: keep a secret
              win_user: {name: ada, password: "{{ token }}"}
        """;
    site().run(play, "--record", "trace.jsonl").exits(0);
    String trace = Files.readString(folder.resolve("trace.jsonl"));
    assertTrue(trace.contains("\\\"ping\\\":\\\"hello\\\""), trace);
    assertTrue(trace.contains("\"guest\":\"win\""), trace);
    for (String secret : List.of("Sw0rdfish", "s3cret")) {
      assertFalse(trace.contains(secret), trace);
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("trace.jsonl"))));
  }

  /** What many modules ask goes in the requests of the first; what they are sent is small. */
  @Test
  void furtherModulesCostNoFurtherRequests() throws Exception {
    String greeting = PLAY.substring(0, PLAY.indexOf("    - name: let nothing"));
    StringBuilder many = new StringBuilder(greeting);
    for (int i = 0; i < 30; i++) {
      many.append(
          "    - win_regedit: {path: 'HKLM:\\SOFTWARE\\Example', name: Value%1$d, data: %1$d, type: dword}\n"
              .formatted(i));
    }
    site().run(many.toString()).exits(0);
    Cost one = cost(greeting);
    Cost all = cost(many.toString());
    assertEquals(one.posts(), all.posts());
    assertTrue(one.up() < 26_000, one::toString);
    assertTrue(all.up() - one.up() < 30 * 1_000, () -> one + ", " + all);
  }

  /** Requests, and bytes to the guest. */
  private record Cost(int posts, long up) {}

  private Cost cost(String play) throws Exception {
    int posts = host.traffic().posts();
    long up = host.traffic().up();
    site().run(play).exits(0).counts("win", "changed=0");
    return new Cost(host.traffic().posts() - posts, host.traffic().up() - up);
  }

  @Test
  void needsOneConnectionAndFewRequests() throws Exception {
    Site site = site();
    site.run(PLAY).exits(0);
    int before = host.traffic().posts();
    int connections = host.traffic().postsPerConnection().size();
    site.run(PLAY).exits(0).counts("win", "changed=0");
    assertEquals(1, host.traffic().postsPerConnection().size() - connections);
    int posts = host.traffic().posts() - before;
    assertTrue(posts <= 9, () -> posts + " requests");
  }
}
