package dev.javaform.modules.linux.kernel;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.modules.linux.kernel.Hostname.HostName;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostnameTest {

  @Test
  void changesBothNamesWhereOneDiffers() {
    var plan =
        given(hostname("box")).seeing("box\nold\n").becomes(new HostName("box", "box")).plan();
    assertEquals("name the host box", plan.steps().getFirst().purpose());
  }

  @Test
  void leavesTheRightNameAlone() {
    given(hostname("box.example.org"))
        .seeing("box.example.org\nbox.example.org\n")
        .changesNothing()
        .returns(
            Map.of(
                "name",
                "box.example.org",
                "ansible_facts",
                Map.of(
                    "ansible_hostname", "box",
                    "ansible_nodename", "box.example.org",
                    "ansible_fqdn", "box.example.org",
                    "ansible_domain", "example.org")));
  }

  @Test
  void aMissingFileIsAnEmptyName() {
    given(hostname("box")).seeing("box\n").becomes(new HostName("box", "box"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "a_b", "a b", "x-", ""})
  void refusesWhatIsNoName(String name) {
    assertThrows(IllegalArgumentException.class, () -> hostname(name));
  }

  private static Hostname hostname(String name) {
    return new Hostname(name, Optional.empty());
  }
}
