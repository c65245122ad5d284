package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Windows hosts by SSH: a real sshd, and behind it what stands in for PowerShell. */
@Timeout(120)
class WindowsBySshTest {

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            win_ping:
          - name: set a value
            win_regedit: {path: 'HKLM:\\SOFTWARE\\Example', name: Mode, data: 1, type: dword}
          - name: make a folder
            win_file: {path: 'C:\\Games', state: directory}
          - name: bring a file
            win_copy: {dest: 'C:\\Games\\hello.txt', content: hello}
      """;

  @TempDir private Path folder;
  @AutoClose private LoopbackSshd sshd;
  private Site site;

  @BeforeEach
  void start() throws Exception {
    sshd = LoopbackSshd.start();
    site = new Site(folder);
  }

  private HostLine host(String powerShell) {
    return HostLine.of("win", sshd)
        .with("ansible_shell_type", "powershell")
        .with("ansible_shell_executable", powerShell);
  }

  private Path standIn() throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    return OddHost.program(
        folder.resolve("powershell"),
        "#!/bin/sh\necho 'Windows PowerShell'\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.javaform.remote.winrm.host.ServedProcess\n"
            .formatted(java, absolute(System.getProperty("java.class.path"))));
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(":"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(":"));
  }

  @Test
  void modulesForWindowsRun() throws Exception {
    site.hosts(host(standIn().toString()));
    site.run(PLAY).exits(0).counts("win", "ok=4", "changed=3", "failed=0");
  }

  @Test
  void saysWhereThereIsNoPowerShell() throws Exception {
    site.hosts(host("/no/such/powershell"));
    site.run(PLAY).exits(4).lost("win", "greet", "PowerShell", "/no/such/powershell");
  }

  @Test
  void modulesForLinuxSayThatTheyAre() throws Exception {
    site.hosts(host(standIn().toString()));
    site.run("- hosts: all\n  gather_facts: false\n  tasks:\n    - command: id\n")
        .exits(2)
        .says("this module is for Linux hosts, and this one is Windows");
  }

  @Test
  void modulesForWindowsSayThatTheyAre() throws Exception {
    site.hosts(HostLine.of("linux", sshd));
    site.run("- hosts: all\n  gather_facts: false\n  tasks:\n    - win_ping:\n")
        .exits(2)
        .says("this module is for Windows hosts");
  }
}
