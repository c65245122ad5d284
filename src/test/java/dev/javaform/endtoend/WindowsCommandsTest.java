package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.EventModel;
import dev.javaform.remote.winrm.host.model.ResourceModel;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a play runs in a Windows guest, and brings there; the guest is the double. */
@Timeout(180)
class WindowsCommandsTest {

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

  private static String play(String tasks) {
    return "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4);
  }

  @Test
  void tellsOutputErrorAndExitCodeApart() throws Exception {
    String play =
        play(
            """
            - win_shell: |
                echo out
                exit 3
              register: shell
              failed_when: shell.rc != 3
            - win_command:
                argv: [cmd.exe, echo, there]
              register: command
            - raw: |
                echo raw
                throw no
              register: raw
              ignore_errors: true
            - assert:
                that:
                  - shell.stdout_lines == ["out"]
                  - command.rc == 0 and command.stdout_lines == ["there"]
                  - command.cmd == "cmd.exe echo there"
                  - raw is failed and raw.rc == 1 and "no" in raw.stderr
            """);
    site().run(play).exits(0).counts("win", "changed=3");
  }

  @Test
  void setsOnlyWhereATestSaysNo() throws Exception {
    String play =
        play(
            """
            - winrm_run:
                test: Test-Path C:\\Temp\\made
                set: New-Item C:\\Temp\\made
                parameters: {Nothing: null, Day: "2024-01-01", Names: [one, null], Word: s3cret}
                run_as: system
            """);
    Site site = site();
    site.run(play, "--check").exits(0).counts("win", "changed=1");
    assertEquals(0, model.runs().ran().size(), "a check runs the test alone");
    site.run(play, "-vvv").exits(0).counts("win", "changed=1").hides("s3cret");
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("Nothing", null);
    wanted.put("Day", "2024-01-01");
    wanted.put("Names", Arrays.asList("one", null));
    wanted.put("Word", "s3cret");
    assertEquals(wanted, model.runs().ran().getFirst().get("parameters"));
    assertEquals("system", model.runs().ran().getFirst().get("run_as"));
    site.run(play).exits(0).counts("win", "changed=0");
    assertEquals(1, model.runs().ran().size());
  }

  @Test
  void aTestThatStaysNoIsAFailure() throws Exception {
    String play = play("- winrm_run: {test: exit 1, set: echo done}\n");
    site().run(play).exits(2).says("converge");
  }

  @Test
  void aScriptSaysWhatItChanged() throws Exception {
    model.with(
        "powershell",
        new EventModel(
            Map.of("created", false, "removed", false),
            (_, set) ->
                EventModel.ended(
                    set.get("script").equals("fail") ? 1 : 0,
                    "{\"failed\":false,\"changed\":false,\"output\":[1],\"error\":"
                        + "[{\"exception\":{\"message\":\"for a reason\"}}]}",
                    "")));
    String play =
        play(
            """
            - win_powershell: {script: look}
              register: looked
            - assert: {that: "looked is not changed and looked.output == [1]"}
            - win_powershell: {script: fail}
            """);
    site().run(play).exits(2).counts("win", "changed=0", "failed=1").says("for a reason");
  }

  @Test
  void bringsFilesFoldersAndTemplates() throws Exception {
    String play =
        play(
            """
            - win_copy: {src: game, dest: 'C:\\Games'}
            - win_template: {src: game.ini.j2, dest: 'C:\\Games\\game\\'}
            """);
    Site site =
        site()
            .file("game/a/b.txt", "one\n")
            .file("game/c.txt", "two\n")
            .file("game.ini.j2", "n={{ 1 + 1 }}\n");
    site.run(play, "--check").exits(0).counts("win", "changed=2");
    assertEquals(0, model.files().size());
    site.run(play).exits(0).counts("win", "changed=2");
    assertFile("one\n", "C:\\Games\\game\\a\\b.txt");
    assertFile("n=2\r\n", "C:\\Games\\game\\game.ini.j2");
    site.run(play).exits(0).counts("win", "changed=0");
    assertEquals(3, model.files().size());
  }

  /** Copies of single files within the guest, as the helper's contract has them. */
  private final class Copies implements ResourceModel {

    @Override
    public Map<String, Object> read(Map<String, Object> select) {
      var from = model.files().content(ResourceModel.text(select, "src"));
      var to = model.files().content(ResourceModel.text(select, "dest"));
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("source", from.isPresent() ? "file" : null);
      state.put("path", select.get("dest"));
      state.put("exists", to.isPresent());
      boolean same = from.isPresent() && to.isPresent() && Arrays.equals(from.get(), to.get());
      state.put("differing", same ? List.of() : List.of(""));
      return state;
    }

    @Override
    public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
      byte[] content = model.files().content(ResourceModel.text(select, "src")).orElseThrow();
      model.files().put(ResourceModel.text(select, "dest"), content);
      return Optional.of(Map.of("backup_file", "C:\\Temp\\aside"));
    }
  }

  @Test
  void copiesWithinTheGuestAndFindsWhatIsThere() throws Exception {
    model.with("copy", new Copies());
    model.with(
        "find",
        new EventModel(
            Map.of("examined", 2, "files", List.of(Map.of("path", "C:\\Temp\\b"))),
            (_, _) -> Map.of()));
    model.files().put("C:\\Temp\\a", new byte[] {1, 2});
    String play =
        play(
            """
            - win_copy: {src: 'C:\\Temp\\a', dest: 'C:\\Temp\\b', remote_src: true, backup: true}
              register: copied
            - win_find: {paths: 'C:\\Temp'}
              register: found
            - assert:
                that:
                  - found.matched == 1 and found.files[0].path == 'C:\\\\Temp\\\\b'
                  - copied is not changed or copied.backup_file == 'C:\\\\Temp\\\\aside'
            """);
    Site site = site();
    site.run(play).exits(0).counts("win", "changed=1");
    site.run(play).exits(0).counts("win", "changed=0");
    site.run(play.replace("Temp\\a'", "Temp\\none'")).exits(2).says("to copy");
  }

  private void assertFile(String text, String path) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(wanted, model.files().content(path).orElse(new byte[0]));
  }
}
