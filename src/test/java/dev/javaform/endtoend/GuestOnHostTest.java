package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.javaform.lab.LoopbackSshd;
import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guests are reached through the hosts that they run on, and by their agents. */
@Timeout(120)
class GuestOnHostTest {

  private static final String PLAY =
      """
      - hosts: win
        gather_facts: false
        tasks:
          - name: greet
            win_ping:
              data: hello
      """;

  /**
   * What stands in for virsh: it answers as libvirt does, echoes what it reads as virsh does, and a
   * PowerShell behind it answers the helper's first question.
   */
  private static final String VIRSH =
      """
      #!/bin/sh
      printf '%s\\n' "$*" >>{folder}/arguments
      case "$*" in
        *domstate*) echo 'shut off'; exit 0;;
        *domiflist*) printf ' vnet0 network default virtio 52:54:00:aa:bb:01\\n'; exit 0;;
        *'domifaddr win --source lease'*)
          printf ' vnet0 52:54:00:aa:bb:01 ipv4 127.0.0.1/8\\n vnet0 52:54:00:aa:bb:01 ipv4 {address}/24\\n'; exit 0;;
        *domifaddr*|*net-list*) exit 0;;
      esac
      read -r line
      echo "virsh # $line"
      case $line in
        *guest-info*) echo '{"return":{"version":"9","supported_commands":[{"name":"guest-exec","enabled":true}]}}';;
        *guest-exec-status*)
          answer='{"version":"1","results":[{"id":1,"done":true,"before":{"ping":"hello"}}]}'
          out="noise\n$(head -n 1 {folder}/input) ok $(printf %s "$answer" | base64 -w 0)"
          echo '{"return":{"exitcode":0,"exited":true,"out-data":"'$(printf '%s\n' "$out" | base64 -w 0)'"}}';;
        *guest-exec*)
          printf %s "$line" | sed 's/.*"input-data":"\\([^"]*\\)".*/\\1/' | base64 -d >{folder}/input
          echo '{"return":{"pid":7}}';;
      esac
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void makeVirsh() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    String text = VIRSH.replace("{folder}", folder.toString()).replace("{address}", "192.0.2.7");
    OddHost.program(programs.resolve("virsh"), text);
    site = new Site(folder).finding(programs);
  }

  private static String guest(String connection, String more) {
    return "win ansible_connection=%s ansible_guest_host=lab ansible_user=gamer ansible_password=Sw0rdfish! %s\n"
        .formatted(connection, more);
  }

  @Test
  void theWayLeadsThroughTheHostsSsh() throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start();
        WindowsHost host = WindowsHost.plain(new Settings(), new WindowsModel())) {
      String way = "ansible_host=127.0.0.1 ansible_psrp_protocol=http ansible_port=" + host.port();
      site.file("hosts", HostLine.of("lab", sshd) + guest("psrp", way));
      site.run(PLAY).exits(0).counts("win", "ok=1");
    }
  }

  @Test
  void theAgentNeedsNoNetwork() throws Exception {
    site.file("hosts", HostLine.local("lab") + guest("javaform.host.guest_agent", ""));
    site.run(PLAY, "-vvvv").exits(0).counts("win", "ok=1");
    String arguments = Files.readString(folder.resolve("arguments"));
    assertFalse(arguments.contains("guest-exec"), "nothing is told by arguments: " + arguments);
  }

  @Test
  void saysThatTheGuestIsOff() throws Exception {
    site.file(
        "hosts", HostLine.local("lab") + guest("psrp", "ansible_host=127.0.0.1 ansible_port=1"));
    site.run(PLAY).exits(4).lost("win", "greet", "virsh domstate on lab: shut off");
  }

  @Test
  void libvirtKnowsTheAddress() throws Exception {
    site.file("hosts", HostLine.local("lab") + guest("psrp", "ansible_psrp_connection_timeout=1"));
    site.run(PLAY).exits(4).lost("win", "greet", "192.0.2.7 port 5986");
  }

  @Test
  void theHostHasToBeInTheInventory() throws Exception {
    site.file("hosts", guest("psrp", ""));
    site.run(PLAY).says("ansible_guest_host is \"lab\"");
  }
}
