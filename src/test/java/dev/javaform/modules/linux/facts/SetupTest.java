package dev.javaform.modules.linux.facts;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Posix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupTest {

  @Test
  void givesFactsAndChangesNothing() {
    given(setup(List.of("all"), List.of()))
        .seeing("@@ cmdline\nproc/cmdline=quiet iommu=pt\n")
        .changesNothing()
        .returns(
            Map.of(
                "ansible_facts",
                Map.of(
                    "ansible_cmdline", Map.of("quiet", true, "iommu", "pt"),
                    "ansible_proc_cmdline", Map.of("quiet", true, "iommu", "pt"),
                    "gather_subset", List.of("all"),
                    "module_setup", true)));
  }

  @Test
  void filtersByNameWithOrWithoutThePrefix() {
    given(setup(List.of("all"), List.of("cmd*")))
        .seeing("@@ cmdline\nproc/cmdline=quiet\n")
        .returns(Map.of("ansible_facts", Map.of("ansible_cmdline", Map.of("quiet", true))));
  }

  @Test
  void asksOnlyForTheGroupsWanted() {
    assertTrue(asked("all").contains("@@ devices"));
    assertFalse(asked("!all").contains("@@ devices"));
    assertTrue(asked("!all").contains("@@ distribution"));
    assertFalse(asked("!hardware").contains("@@ devices"));
    assertTrue(asked("!hardware").contains("@@ interfaces"));
    assertTrue(asked("network").contains("@@ interfaces"));
    assertFalse(asked("network").contains("@@ devices"));
    assertFalse(asked("!all", "!min", "network").contains("@@ distribution"));
  }

  @Test
  void refusesGroupsNobodyKnows() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> setup(List.of("!hardwear"), List.of()));
    assertTrue(refusal.getMessage().startsWith("\"hardwear\" is not a group of facts."));
  }

  @Test
  void givesUpInTime() {
    var script = setup(List.of("all"), List.of()).observe().script().orElseThrow();
    assertEquals(60, script.patience().orElseThrow().toSeconds());
  }

  private static String asked(String... subset) {
    return Posix.of(setup(List.of(subset), List.of()).observe().script().orElseThrow()).text();
  }

  private static Setup setup(List<String> subset, List<String> filter) {
    return new Setup(
        ImmutableList.copyOf(subset), ImmutableList.copyOf(filter), 10, "/etc/ansible/facts.d");
  }
}
