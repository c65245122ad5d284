package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One play of many modules, on a guest that is the double: a check writes nothing and foresees what
 * the run then does, and a second run does nothing.
 */
@Timeout(180)
class WindowsModulesTest {

  private static final String PLAY =
      """
      - hosts: all
        tasks:
          - assert:
              that:
                - ansible_os_family == "Windows"
                - ansible_user_id == "gamer"
                - javaform.default_route_nics | length == 1
          - win_regedit:
              path: HKCU:\\System\\GameConfigStore
              name: GameDVR_Enabled
              data: 0
              type: dword
              user: '{{ item }}'
            loop: [gamer, kid, default]
          - win_regedit:
              path: HKLM:\\SOFTWARE\\Example
              name: Names
              data: [one, two]
              type: multistring
          - win_service:
              name: '{{ item }}'
              start_mode: disabled
              state: stopped
              missing: ok
            loop: [DiagTrack, SysMain, WSearch, Fax]
          - win_service:
              name: AudioEndpointBuilder
              state: stopped
              force_dependent_services: true
          - win_power_plan:
              name: Fast
              guid: 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c
          - win_power_setting:
              subgroup: 2a737441-1930-4402-8d77-b2bebba308a3
              setting: 48e6b7a6-50f5-4782-a5d4-53bb8f07e226
              ac: 0
          - win_hibernate:
              enabled: false
          - win_group:
              name: Players
              description: Those who play
          - win_user:
              name: guest1
              password: Cl1mb-the-tree
              update_password: on_create
              groups: [Users, Players]
              groups_action: replace
          - win_group_membership:
              name: Remote Desktop Users
              members: [gamer, kid]
              state: pure
          - win_scheduled_task:
              path: \\Microsoft\\Windows\\Customer Experience Improvement Program
              name: '{{ item }}'
              enabled: false
              missing: ok
            loop: [Consolidator, UsbCeip, KernelCeipTask]
          - win_scheduled_task:
              name: Greeting
              actions:
                - path: msg.exe
                  arguments: "* Hello"
              triggers:
                - type: logon
              username: SYSTEM
          - win_optional_feature:
              name: VirtualMachinePlatform
              state: present
          - win_defender_exclusion:
              path: [C:\\Games]
          - win_dns_client:
              adapter_names: '*'
              dns_servers: [192.168.122.1]
          - win_firewall_rule:
              name: Games
              localport: 47998-48010
              protocol: udp
              direction: in
              action: allow
          - win_timezone:
              timezone: W. Europe Standard Time
          - win_hostname:
              name: GAMES
          - win_auto_logon:
              username: gamer
              password: Sw0rdfish!
          - win_appx:
              name: [MSTeams, Microsoft.BingNews]
              state: absent
          - win_firewall:
              profiles: [Public]
              state: disabled
          - win_file:
              path: C:\\Games\\Saves
              state: directory
          - win_copy:
              content: "fullscreen=1\\r\\n"
              dest: C:\\Temp\\game.ini
          - win_stat:
              path: C:\\Temp\\game.ini
            register: ini
          - win_shell: New-Item C:\\Temp\\made.txt
            args:
              creates: C:\\Temp\\made.txt
      """;

  private final WindowsModel model = new WindowsModel();
  @TempDir private Path folder;
  @AutoClose private WindowsHost host;

  @BeforeEach
  void start() throws Exception {
    host = WindowsHost.plain(new Settings(), model);
  }

  private String host() {
    return "win ansible_connection=psrp ansible_host=127.0.0.1 ansible_port=%d"
            .formatted(host.port())
        + " ansible_psrp_protocol=http ansible_user=gamer ansible_password=Sw0rdfish!\n";
  }

  @Test
  void aCheckWritesNothingAndASecondRunHasNothingToDo() throws Exception {
    Site site = new Site(folder).file("hosts", host());
    site.run(PLAY, "--check", "--diff").exits(0).counts("win", "ok=27", "changed=24");
    assertEquals(0, model.writes());
    site.run(PLAY, "--diff").exits(0).counts("win", "ok=27", "changed=24").hides("Cl1mb");
    int writes = model.writes();
    assertTrue(writes >= 14, () -> writes + " writes");
    site.run(PLAY).exits(0).counts("win", "changed=0");
    assertEquals(writes, model.writes());
    assertEquals(0, host.shells());
  }

  @Test
  void aGuestIsStartedAnewAndTheRunGoesOn() throws Exception {
    Site site = new Site(folder).file("hosts", host());
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - win_ping:
            - win_reboot:
                pre_reboot_delay: 2
                test_command: exit 0
              register: boot
            - assert:
                that: boot.rebooted
            - win_ping:
        """;
    site.run(play).exits(0).counts("win", "ok=4", "changed=1");
    assertTrue(host.traffic().postsPerConnection().size() > 1);
  }
}
