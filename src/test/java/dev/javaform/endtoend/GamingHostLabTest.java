package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The shipped playbook on all hosts of the lab at the same time, as the README shows it. */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GamingHostLabTest {
  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void startWithNewHosts(Lab lab) throws Exception {
    lab.reset();
    site = new Site(folder);
  }

  private static Told run(Lab lab, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "playbooks/gaming-host.yml"));
    words.addAll(List.of("-i", lab.inventory().toString()));
    words.addAll(List.of(options));
    try (Running running = site.javaform(Path.of("").toAbsolutePath(), words)) {
      return running.end();
    }
  }

  private static Map<String, ImmutableSet<String>> files(Lab lab) {
    Map<String, ImmutableSet<String>> files = new LinkedHashMap<>();
    lab.hosts().forEach(host -> files.put(host.name(), host.files()));
    return files;
  }

  @Test
  @Order(1)
  void checkingWritesNothingOnAnyHost(Lab lab) throws Exception {
    Map<String, ImmutableSet<String>> before = files(lab);
    Told told = run(lab, "--check", "--diff");
    Map<String, ImmutableSet<String>> after = files(lab);
    before.forEach(
        (host, lines) ->
            assertEquals(
                ImmutableSet.of(), Sets.symmetricDifference(lines, after.get(host)), host));
    told.exits(0).says("+++ after");
  }

  @Test
  @Order(2)
  void applyingConvergesThemAll(Lab lab) throws Exception {
    Told told = run(lab, "--diff");
    told.exits(0);
    lab.hosts().forEach(host -> told.finished(host.name()));
    assertFalse(told.out().contains("changed=0"), told::toString);
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo(Lab lab) throws Exception {
    assertUnchanged(lab, run(lab, "--diff"));
  }

  @Test
  @Order(4)
  void checkingAfterwardsFindsNothingToDo(Lab lab) throws Exception {
    assertUnchanged(lab, run(lab, "--check", "--diff"));
  }

  private static void assertUnchanged(Lab lab, Told told) {
    told.exits(0);
    lab.hosts().forEach(host -> told.finished(host.name()).counts(host.name(), "changed=0"));
  }

  @Test
  @Order(5)
  void theOthersFinishWhereOneIsSwitchedOff(Lab lab) throws Exception {
    LabHost off = lab.hosts().get(1);
    lab.kill(off);
    try {
      Told told = run(lab);
      told.exits(4).counts(off.name(), "ok=0", "unreachable=1");
      told.lost(off.name(), "Gathering Facts", "gaming-host.yml", "is it switched on");
      lab.hosts().stream()
          .filter(host -> host != off)
          .forEach(host -> told.finished(host.name()).counts(host.name(), "changed=0"));
    } finally {
      lab.reset();
    }
  }
}
