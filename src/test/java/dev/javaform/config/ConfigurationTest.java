package dev.javaform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which place of a setting counts, and how its text is read. */
class ConfigurationTest {

  private static final Path HOME = Path.of("/home/me");
  private static final Path FILE = Path.of("/srv/lab/ansible.cfg");

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String file = "";

  private Configuration configuration() {
    Diagnostics found = new Diagnostics();
    var entries = ConfigReader.entries(SourceText.of("ansible.cfg", file), found);
    found.throwIfErrors();
    return new Configuration(
        ImmutableMap.copyOf(options),
        ImmutableMap.copyOf(environment),
        new AnsibleCfg(Optional.of(FILE), entries),
        HOME);
  }

  private RunSettings run() {
    return configuration().read(RunSettings.class);
  }

  private Diagnostic wrong() {
    return assertThrows(DiagnosticException.class, this::run).first();
  }

  @Test
  void theOptionCountsBeforeTheEnvironmentBeforeTheFile() {
    assertEquals(50, run().forks());
    file = "[defaults]\nforks = 7\n";
    assertEquals(7, run().forks());
    environment.put("ANSIBLE_FORKS", "8");
    assertEquals(8, run().forks());
    options.put("--forks", 9);
    assertEquals(9, run().forks());
  }

  @Test
  void anEmptyTextSaysNothing() {
    file = "[defaults]\nforks = 7\n";
    environment.put("ANSIBLE_FORKS", "");
    assertEquals(7, run().forks());
  }

  @Test
  void everyValueKnowsWhereItComesFrom() {
    Setting forks = DeclaredSettings.of(RunSettings.class).setting("forks");
    assertEquals(new Origin.Preset(), configuration().find(forks, Map.of()).orElseThrow().origin());
    file = "\n[defaults]\nforks = 7\n";
    Origin.File line = (Origin.File) configuration().find(forks, Map.of()).orElseThrow().origin();
    assertEquals("ansible.cfg:3:1", line.mark().toString());
  }

  @Test
  void pathsOfTheFileStartFromItsFolder() {
    file = "[defaults]\nroles_path = roles:~/r:/srv/r:$X/y\ninventory = a , b\n";
    environment.put("X", "/x");
    assertEquals(
        ImmutableList.of("/srv/lab/roles", "/home/me/r", "/srv/r", "/x/y"), run().rolesPath());
    assertEquals(ImmutableList.of("/srv/lab/a", "/srv/lab/b"), run().inventory());
  }

  @Test
  void pathsOfTheEnvironmentStartFromHere() {
    environment.put("ANSIBLE_ROLES_PATH", "~/r:/srv/r:r");
    assertEquals(ImmutableList.of("/home/me/r", "/srv/r", "r"), run().rolesPath());
  }

  @Test
  void rolesAreTheUsersAndTheMachinesWhereNobodySaysMore() {
    assertEquals("/home/me/.ansible/roles", run().rolesPath().getFirst());
    assertEquals("/etc/ansible/roles", run().rolesPath().getLast());
  }

  @Test
  void aWrongValueIsToldWithItsPlace() {
    file = "[defaults]\nforks = many\n";
    assertEquals(
        "defaults.forks is \"many\"; it has to be a whole number from 1 to 2147483647.",
        wrong().message());
    assertEquals("ansible.cfg:2:1", wrong().mark().orElseThrow().toString());
    environment.put("ANSIBLE_FORKS", "0");
    assertEquals(
        "the environment variable ANSIBLE_FORKS is \"0\"; it has to be a whole number from 1 to"
            + " 2147483647.",
        wrong().message());
    environment.put("ANSIBLE_FORKS", "1");
    file = "[defaults]\ngathering = never\n";
    assertEquals(
        "defaults.gathering is \"never\"; it has to be one of: implicit, explicit, smart.",
        wrong().message());
    file = "[diff]\nalways = perhaps\n";
    assertEquals("diff.always is \"perhaps\"; it has to be yes or no.", wrong().message());
  }

  @Test
  void quotesAroundAValueAreNotPartOfIt() {
    file = "[tags]\nrun = \"a, b\"\nskip = 'c'\n";
    assertEquals(List.of("a", "b"), run().tags());
    assertEquals(List.of("c"), run().skipTags());
  }

  @Test
  void passwordFilesMayBeSetForAllRuns() {
    file =
        "[privilege_escalation]\nbecome_ask_pass = yes\n[defaults]\nconnection_password_file=p\n";
    PasswordSettings settings = configuration().read(PasswordSettings.class);
    assertEquals(
        new PasswordSettings(false, Optional.of("/srv/lab/p"), true, Optional.empty()), settings);
  }
}
