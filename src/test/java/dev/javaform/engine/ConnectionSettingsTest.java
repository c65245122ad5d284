package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.config.Configuration;
import dev.javaform.config.SettingValue;
import dev.javaform.inventory.HostPattern;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.remote.ssh.UserDialog;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Variable;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where settings of connections come from, and which place counts. */
class ConnectionSettingsTest {

  private static final Connectors CONNECTORS =
      new Connectors(
          new Connectors.Kind<>(
              "ssh", Target.Ssh.class, () -> new SshConnector(UserDialog.NOBODY), "smart"),
          new Connectors.Kind<>("local", Target.Local.class, LocalConnector::new));

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<Keyword, Yaml> keywords = new LinkedHashMap<>();
  private final List<Secret> secrets = new ArrayList<>();

  private ConnectionSettings.Reading reading() {
    return settings()
        .of(
            keywords(),
            new LayeredScope(ImmutableList.of(variables)),
            _ -> Optional.empty(),
            secrets::add);
  }

  private ConnectionSettings settings() {
    RunOptions run =
        new RunOptions(
            false,
            false,
            5,
            0,
            ImmutableSet.of(),
            ImmutableSet.of(),
            Optional.<HostPattern>empty(),
            new Yaml.Mapping(ImmutableList.of(), Mark.NOWHERE),
            Configuration.of(ImmutableMap.copyOf(options)),
            false,
            Confirmation.ALL);
    return new ConnectionSettings(new AnsibleTemplates(), run, CONNECTORS);
  }

  private Keywords keywords() {
    return new Keywords(
        ImmutableList.of(),
        ImmutableSet.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty(),
        ImmutableMap.copyOf(keywords));
  }

  private void set(String variable, Object value) {
    variables.put(variable, new Variable.Given(value));
  }

  private Target.Ssh ssh() {
    return assertInstanceOf(Target.Ssh.class, reading().target("lab01"));
  }

  @Test
  void isSshToTheHostOfThatNameWhereNobodySaysAnything() {
    Target.Ssh target = ssh();
    assertEquals("lab01", target.common().name());
    assertEquals("lab01", target.common().address());
    assertEquals(Optional.empty(), target.common().user());
    assertEquals(Duration.ofSeconds(10), target.common().connectPatience());
    assertEquals(Duration.ofHours(2), target.common().commandPatience());
    assertEquals(Target.HostKeys.STRICT, target.hostKeys());
    assertEquals("/bin/sh", target.shell());
    assertEquals(Become.NO, reading().become());
  }

  @Test
  void takesAVariableBeforeAKeywordBeforeAnOption() {
    options.put("--user", "option");
    assertEquals(Optional.of("option"), ssh().common().user());
    keywords.put(Keyword.REMOTE_USER, Yaml.Scalar.of("keyword", Mark.NOWHERE));
    assertEquals(Optional.of("keyword"), ssh().common().user());
    set("ansible_ssh_user", "other name");
    assertEquals(Optional.of("other name"), ssh().common().user());
    set("ansible_user", "variable");
    assertEquals(Optional.of("variable"), ssh().common().user());
    set("ansible_user", ""); // as good as none
    assertEquals(Optional.of("other name"), ssh().common().user());
  }

  @ParameterizedTest
  @CsvSource({"true, STRICT", "y, STRICT", "1, STRICT", "no, IGNORE", "F, IGNORE", "0, IGNORE"})
  void checksTheHostsKeyUnlessAWordSaysNo(String word, Target.HostKeys keys) {
    set("ansible_host_key_checking", word);
    assertEquals(keys, ssh().hostKeys());
  }

  @Test
  void refusesASwitchThatIsNeitherYesNorNo() {
    set("ansible_host_key_checking", "maybe");
    TemplateException refused = assertThrows(TemplateException.class, this::ssh);
    assertEquals(
        "ansible_host_key_checking is \"maybe\"; it has to be yes or no.",
        refused.diagnostic().detail());
  }

  @Test
  void takesTheKindThatIsNamed() {
    set("ansible_connection", "ansible.builtin.local");
    assertInstanceOf(Target.Local.class, reading().target("lab01"));
    set("ansible_connection", "winrm");
    assertInstanceOf(Target.Unsupported.class, reading().target("lab01"));
    options.put("--connection", "local");
    variables.clear();
    assertInstanceOf(Target.Local.class, reading().target("lab01"));
  }

  @Test
  void readsNumbersWordsAndTimes() {
    set("ansible_port", 2222L);
    set("ansible_timeout", "0");
    set("ansible_ssh_common_args", "-J 'a b'");
    set("ansible_ssh_extra_args", "-C");
    set("ansible_host_key_checking", false);
    Target.Ssh target = ssh();
    assertEquals(Optional.of(2222), target.port());
    assertEquals(SettingValue.ENDLESS, target.common().connectPatience());
    assertEquals(List.of("-J", "a b", "-C"), target.options());
    assertEquals(Target.HostKeys.IGNORE, target.hostKeys());
  }

  @Test
  void tellsOfEverySecretAlsoOfKindsThatNobodyUses() {
    options.put("--ask-pass", new Secret("login"));
    set("ansible_connection", "local");
    set("ansible_private_key_passphrase", "passphrase");
    set("ansible_become", true);
    set("ansible_su_pass", "root's");
    set("ansible_become_method", "su");
    ConnectionSettings.Reading reading = reading();
    reading.target("lab01");
    reading.become();
    assertEquals(
        List.of(new Secret("login"), new Secret("passphrase"), new Secret("root's")), secrets);
  }

  @Test
  void becomesByAMethodThatIsNamedInFull() {
    set("ansible_become", "yes");
    set("ansible_become_method", "ansible.builtin.sudo");
    set("ansible_sudo_password", "mine");
    set("ansible_become_flags", "-H  -S");
    assertEquals(
        new Become(
            Optional.of("sudo"),
            "root",
            Optional.of(new Secret("mine")),
            "sudo",
            ImmutableList.of("-H", "-S")),
        reading().become());
  }

  @Test
  void knowsWhichVariablesAreSecret() {
    Map<String, Yaml> written = new LinkedHashMap<>();
    for (String name :
        List.of("ansible_ssh_pass", "ansible_su_password", "ansible_become_pass", "ansible_user")) {
      written.put(name, Yaml.Scalar.of(name, Mark.NOWHERE));
    }
    written.put("ansible_password", Yaml.Scalar.of("{{ later }}", Mark.NOWHERE));
    assertEquals(
        List.of(
            new Secret("ansible_ssh_pass"),
            new Secret("ansible_su_password"),
            new Secret("ansible_become_pass")),
        settings().secrets(written));
  }
}
