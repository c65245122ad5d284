package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that a host chooses are no names of variables that decide anything. */
@Tag("faults")
class FactNamesTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  /** What the host's facts look like with network interfaces of these names. */
  private static String interfaces(String... names) {
    return "@@ interfaces\n"
        + Stream.of(names)
            .map("sys/class/net/%s/type=1\n"::formatted)
            .collect(Collectors.joining());
  }

  private Playing.Told seeing(String facts, String tasks) throws Exception {
    return playing
        .on("a")
        .through(Altered.babbling("a", facts))
        .play("- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
  }

  @Test
  void anInterfaceDecidesNothingAboutTheConnection() throws Exception {
    Playing.Told told =
        seeing(
            interfaces("port", "connection", "host", "user", "become_exe", "eth0"),
            """
            - setup:
            - setup:
            - debug: {msg: "{{ ansible_port | default('unset') }} {{ ansible_connection }} {{ ansible_host }}"}
            - debug: {msg: "{{ ansible_facts.port.device }} {{ ansible_facts.user.device }}"}
            - debug: {msg: "{{ ansible_eth0.device }} {{ hostvars.a.ansible_port | default('unset') }}"}
            """);
    assertEquals(List.of("a: unset local a", "a: port user", "a: eth0 unset"), told.messages());
    String warning = "facts with names that only the playbook and the inventory may set";
    assertEquals(2, told.text().split(warning, -1).length, told.text());
    assertTrue(told.text().contains("ansible_port, ansible_connection"), told.text());
  }

  @Test
  void factsOfOneHostForAllDecideNothingEither() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .through(Altered.babbling("a", interfaces("port", "connection")))
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {setup: , run_once: true}
                    - debug: {msg: "{{ ansible_port | default('unset') }} {{ ansible_connection }}"}
                """);
    assertEquals(
        List.of("a: unset local", "b: unset local"), told.messages().stream().sorted().toList());
  }

  @Test
  void theRunsOwnVariablesAreNoFacts() throws Exception {
    Playing.Told told =
        seeing(
            interfaces("check_mode", "facts", "play_hosts", "search_path", "loop", "version"),
            """
            - setup:
            - debug: {msg: "{{ ansible_check_mode }} {{ ansible_play_hosts }} {{ ansible_version.major }}"}
            - debug: {msg: "{{ ansible_facts.facts.device }} {{ ansible_loop | default('unset') }}"}
            """);
    assertEquals(List.of("a: False ['a'] 2", "a: facts unset"), told.messages());
  }

  @Test
  void aHostDoesNotChooseTheNameOfWhatIsSet() throws Exception {
    Playing.Told told =
        seeing(
            "",
            """
            - {raw: "true", register: r, environment: {}}
            - set_fact: {"ansible_{{ r.stdout }}connection": ssh}
              ignore_errors: true
            - set_fact: {"{{ 'ansible' ~ '_' }}timeout": 7, ansible_forks: "{{ r.rc }}"}
            - debug: {msg: "{{ ansible_connection }} {{ ansible_timeout }}"}
            """);
    assertEquals(List.of("a: local 7"), told.messages());
    assertTrue(told.failure("a").contains("The name \"ansible_connection\" comes from a host"));
  }

  @Test
  void whatTheAuthorWroteStaysTheAuthorsBesideWhatAHostTold() throws Exception {
    Playing.Told told =
        playing
            .on("a")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {command: echo 1 == 1, register: r}
                    - set_fact: {written: "1 == 1", told: "{{ r.stdout }}"}
                    - {debug: {msg: here}, when: "{{ written }}"}
                    - {debug: {msg: never}, when: "{{ told }}", ignore_errors: true}
                """);
    assertEquals(List.of("a: here"), told.messages());
    assertTrue(told.failure("a").contains("text from a host is never evaluated"));
  }

  @Test
  void aTaskIsNotDelegatedToWhereverAHostSays() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - {command: echo localhost, register: r}
                    - {command: echo b, register: known}
                    - {name: elsewhere, command: "true", delegate_to: "{{ r.stdout }}", ignore_errors: true}
                    - {name: known, command: "true", delegate_to: "{{ known.stdout }}"}
                """);
    assertTrue(told.outcomes().contains("a elsewhere failed"), told.text());
    assertTrue(told.outcomes().contains("a known changed"), told.text());
    assertTrue(told.failure("a").contains("the inventory has no such host"));
  }

  @Test
  void whatDecidesOrIsTheRunsOwnIsReserved() {
    Stream.of(
            "ansible_connection ansible_host ansible_port ansible_user ansible_password"
                + " ansible_ssh_host ansible_ssh_port ansible_ssh_user ansible_ssh_pass"
                + " ansible_ssh_password ansible_ssh_private_key_file ansible_private_key_file"
                + " ansible_private_key_passphrase ansible_ssh_args ansible_ssh_common_args"
                + " ansible_ssh_extra_args ansible_ssh_host_key_checking"
                + " ansible_host_key_checking ansible_timeout ansible_ssh_timeout"
                + " ansible_shell_executable ansible_shell_type ansible_become"
                + " ansible_become_method ansible_become_user ansible_become_pass"
                + " ansible_become_password ansible_become_exe ansible_become_flags"
                + " ansible_sudo_pass ansible_su_password ansible_doas_exe ansible_other_pass"
                + " ansible_python_interpreter ansible_perl_interpreter ansible_winrm_scheme"
                + " ansible_psrp_auth ansible_paramiko_pty ansible_pipelining"
                + " ansible_module_compression ansible_facts ansible_check_mode hostvars groups"
                + " inventory_hostname vars omit item lookup query q range dict namespace cycler"
                + " joiner now undef ansible_loop ansible_search_path playbook_dir role_path"
                + " environment _ansible_no_log")
        .flatMap(names -> Stream.of(names.split(" ")))
        .forEach(name -> assertTrue(dev.javaform.binding.ReservedNames.contains(name), name));
    Stream.of(
            "ansible_hostname ansible_user_id ansible_user_dir ansible_ssh_host_key_rsa_public"
                + " ansible_local ansible_docker_gwbridge ansible_lxcbr0 ansible_eth0"
                + " ansible_python ansible_os_family ansible_env ansible_fqdn ansible_system_vendor"
                + " ansible_virtualization_type ansible_default_ipv4 ansible_javaform")
        .flatMap(names -> Stream.of(names.split(" ")))
        .forEach(name -> assertFalse(dev.javaform.binding.ReservedNames.contains(name), name));
  }
}
