package dev.javaform.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionNamesTest {

  @ParameterizedTest
  @CsvSource({
    "ansible_conection, ansible_connection",
    "ansible_ssh_prot, ansible_ssh_port",
    "ansible_usr, ansible_user",
    "anisble_host, ansible_host",
    "ansible-host, ansible_host",
    "ansible_pyhton_interpreter, ansible_python_interpreter",
    "ansible_become_pasword, ansible_become_password",
    "ansible_winrm_transprot, ansible_winrm_transport",
  })
  void isNearlyOne(String name, String meant) {
    assertEquals(Optional.of(meant), ConnectionNames.misspelt(name));
  }

  /** Those of other plugins and of runs, facts, and what people call their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansible_connection",
        "ansible_ksu_pass",
        "ansible_docker_host",
        "ansible_httpapi_port",
        "ansible_oc_user",
        "ansible_python3_interpreter",
        "ansible_ruby_interpreter",
        "ansible_playbook_python",
        "ansible_play_hosts",
        "ansible_user_id",
        "ansible_user_dir",
        "ansible_hostname",
        "ansible_nodename",
        "ansible_os_family",
        "ansible_lsb",
        "ansible_dns",
        "ansible_env",
        "ansible_domain",
        "ansible_local",
        "ansible_fqdn",
        "ansible_lvm",
        "ansible_fips",
        "ansible_os",
        "ansible_test",
        "ansible_zone",
        "host",
        "user",
        "port",
      })
  void isNone(String name) {
    assertEquals(Optional.empty(), ConnectionNames.misspelt(name));
  }
}
