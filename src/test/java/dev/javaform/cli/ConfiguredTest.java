package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import dev.javaform.config.AnsibleCfg;
import dev.javaform.config.ConfigEntry;
import dev.javaform.config.UnfollowedSettings;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Ansible reads in ansible.cfg is followed, or it is known that it is not. */
class ConfiguredTest {

  private static final Connectors CONNECTORS =
      Project.connectors(new SshConnector(new Terminal()), Optional.empty());

  private static ImmutableSet<String> ansible() throws IOException {
    return Resources.readLines(
            Resources.getResource("dev/javaform/ansible-2.14-settings.txt"), StandardCharsets.UTF_8)
        .stream()
        .filter(line -> !line.startsWith("#"))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static List<String> told(String key, String value) {
    Source source = Source.of("ansible.cfg", "");
    AnsibleCfg file =
        new AnsibleCfg(
            Optional.empty(), ImmutableMap.of(key, new ConfigEntry(value, source.at(2, 1))));
    Diagnostics found = new Diagnostics();
    UnfollowedSettings.check(file, Configured.followed(CONNECTORS), found);
    return found.all().stream()
        .map(each -> each.mark().orElseThrow() + " " + each.message())
        .toList();
  }

  @Test
  void everySettingOfAnsibleIsFollowedOrNot() throws IOException {
    Set<String> followed = Configured.followed(CONNECTORS);
    assertEquals(
        Set.of(), Sets.difference(ansible(), Sets.union(followed, UnfollowedSettings.names())));
    assertEquals(Set.of(), Sets.intersection(followed, UnfollowedSettings.names()));
  }

  @Test
  void whatIsNotFollowedAndMattersIsTold() {
    assertEquals(
        List.of(
            "ansible.cfg:2:1 javaform does not follow defaults.hash_behaviour. A mapping that is set"
                + " again replaces the one before; use the filter combine to merge them."),
        told("defaults.hash_behaviour", "merge"));
    assertEquals(List.of(), told("defaults.hash_behaviour", "Replace"));
    assertEquals(List.of(), told("defaults.ansible_managed", "Ansible managed"));
    assertEquals(1, told("defaults.ansible_managed", "by us").size());
    assertEquals(List.of(), told("defaults.jinja2_native", "False"));
    assertEquals(List.of(), told("ssh_connection.pipelining", "True"));
    assertEquals(List.of(), told("defaults.forks", "5"));
  }

  @Test
  void aKeyThatNobodyKnowsIsToldWhereItIsNearOneThatIs() {
    assertEquals(
        List.of(
            "ansible.cfg:2:1 There is no setting defaults.host_key_cheking, so it has no effect. Did"
                + " you mean defaults.host_key_checking?"),
        told("defaults.host_key_cheking", "False"));
    assertTrue(told("callback_profile_tasks.task_output_limit", "5").isEmpty());
    assertTrue(told("default.forks", "5").getFirst().endsWith("Did you mean defaults.forks?"));
    assertEquals(List.of(), told("ssh_connection.passw", "5"), "usetty is not called so");
  }
}
