package dev.javaform.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.engine.Difference;
import dev.javaform.module.Secret;
import dev.javaform.module.Unseen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two states side by side become the lines that people read. */
class DiffTest {

  record Service(boolean enabled, String state, @Unseen String digest) {}

  record File(@Unseen String path, Optional<Node> node) {}

  record Node(String mode, Optional<String> text) {}

  record Boot(Map<String, Set<String>> entries, List<String> future) {}

  record Login(String name, Secret password) {}

  @Test
  void showsOnlyWhatDiffers() {
    assertEquals(
        List.of("--- before", "+++ after", "-state: stopped", "+state: started"),
        lines(new Service(true, "stopped", "a"), new Service(true, "started", "b")));
  }

  @Test
  void showsNothingWhereOnlyUnseenPartsDiffer() {
    assertEquals(
        List.of(), lines(new Service(true, "started", "a"), new Service(true, "started", "b")));
  }

  @Test
  void showsTextAsUnifiedDiffUnderItsPath() {
    assertEquals(
        List.of(
            "--- before: /etc/motd",
            "+++ after: /etc/motd",
            "@@ -1,2 +1,2 @@",
            " Welcome",
            "-to lab1",
            "+to lab2"),
        lines(file("0644", "Welcome\nto lab1\n"), file("0644", "Welcome\nto lab2\n")));
  }

  @Test
  void showsAttributesBeforeText() {
    assertEquals(
        List.of(
            "--- before: /etc/motd",
            "+++ after: /etc/motd",
            "-mode: 0644",
            "+mode: 0600",
            "@@ -1,1 +1,1 @@",
            "-a",
            "+b"),
        lines(file("0644", "a\n"), file("0600", "b\n")));
  }

  @Test
  void showsAllOfWhatIsCreated() {
    assertEquals(
        List.of(
            "--- before: /etc/motd",
            "+++ after: /etc/motd",
            "+mode: 0644",
            "@@ -0,0 +1,1 @@",
            "+hello"),
        lines(new File("/etc/motd", Optional.empty()), file("0644", "hello\n")));
  }

  @Test
  void anEmptyFileThatIsCreatedHasNoLines() {
    assertEquals(
        List.of("--- before: /etc/motd", "+++ after: /etc/motd", "+mode: 0644"),
        lines(new File("/etc/motd", Optional.empty()), file("0644", "")));
  }

  @Test
  void tellsThatOnlyTheLastNewlineIsMissing() {
    assertEquals(
        List.of("+(newline at the end)"), lines(file("0644", "hello"), file("0644", "hello\n")));
  }

  @Test
  void comparesSetsByElementAndMapsByKey() {
    Boot before = new Boot(Map.of("6.1", Set.of("quiet", "amd_iommu=on")), List.of("quiet"));
    Boot after = new Boot(Map.of("6.1", Set.of("quiet", "iommu=pt")), List.of("quiet", "iommu=pt"));
    assertEquals(
        List.of(
            "--- before", "+++ after", "-6.1: amd_iommu=on", "+6.1: iommu=pt", "+future: iommu=pt"),
        lines(before, after));
  }

  @Test
  void neverShowsSecrets() {
    assertEquals(
        List.of("--- before", "+++ after", "-password: ***", "+password: ***"),
        lines(new Login("ann", new Secret("old")), new Login("ann", new Secret("new"))));
  }

  private static File file(String mode, String text) {
    return new File("/etc/motd", Optional.of(new Node(mode, Optional.of(text))));
  }

  private static List<String> lines(Object before, Object after) {
    return Diff.lines(new Difference(before, after));
  }
}
