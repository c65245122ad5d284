package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.javaform.event.Change;
import dev.javaform.module.Checksum;
import dev.javaform.module.Secret;
import dev.javaform.module.Unseen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two states side by side become a list of what differs. */
class ChangesTest {

  record Service(boolean enabled, String state, @Unseen String digest) {}

  record File(@Unseen String path, Optional<Node> node) {}

  record Node(String mode, Optional<String> text) {}

  record Boot(Map<String, Set<String>> entries, List<String> future) {}

  record Made(Checksum sum) {}

  record Login(String name, Secret password) {}

  @Test
  void holdsOnlyWhatDiffers() {
    assertEquals(
        List.of(attribute("state", "stopped", "started")),
        changes(new Service(true, "stopped", "a"), new Service(true, "started", "b")));
  }

  @Test
  void nothingWhereOnlyUnseenPartsDiffer() {
    assertEquals(
        List.of(), changes(new Service(true, "started", "a"), new Service(true, "started", "b")));
  }

  @Test
  void textIsAUnifiedDifferenceUnderItsPath() {
    assertEquals(
        List.of(
            text(
                "--- before: /etc/motd",
                "+++ after: /etc/motd",
                "@@ -1,2 +1,2 @@",
                " Welcome",
                "-to lab1",
                "+to lab2")),
        changes(file("0644", "Welcome\nto lab1\n"), file("0644", "Welcome\nto lab2\n")));
  }

  @Test
  void otherLineEndsAreShown() {
    assertEquals(
        List.of(
            text(
                "--- before: /etc/motd",
                "+++ after: /etc/motd",
                "@@ -1,2 +1,2 @@",
                "-a",
                "-b",
                "+a\\r",
                "+b\\r")),
        changes(file("0644", "a\nb\n"), file("0644", "a\r\nb\r\n")));
    assertEquals(
        List.of(
            text(
                "--- before: /etc/motd",
                "+++ after: /etc/motd",
                "@@ -1,2 +1,2 @@",
                " a\\r",
                "-b\\r",
                "+b")),
        changes(file("0644", "a\r\nb\r\n"), file("0644", "a\r\nb\n")));
  }

  @Test
  void lineEndsThatAreTheSameEverywhereAreNotShown() {
    assertEquals(
        List.of(
            text(
                "--- before: /etc/motd",
                "+++ after: /etc/motd",
                "@@ -1,2 +1,2 @@",
                " a",
                "-b",
                "+c")),
        changes(file("0644", "a\r\nb\r\n"), file("0644", "a\r\nc\r\n")));
  }

  @Test
  void aChecksumIsNotShown() {
    assertEquals(
        List.of(attribute("sum", "another text", "this text")),
        changes(new Made(Checksum.of("a")), new Made(Checksum.of("b"))));
    assertEquals(
        List.of(
            new Change.Attribute("a module", "sum", Optional.empty(), Optional.of("this text"))),
        changes(new Made(Checksum.NONE), new Made(Checksum.of("b"))));
  }

  @Test
  void allOfWhatIsCreatedIsNew() {
    assertEquals(
        List.of(
            new Change.Attribute(MOTD, "mode", Optional.empty(), Optional.of("0644")),
            text("--- before: /etc/motd", "+++ after: /etc/motd", "@@ -0,0 +1,1 @@", "+hello")),
        changes(new File("/etc/motd", Optional.empty()), file("0644", "hello\n")));
  }

  @Test
  void anEmptyFileThatIsCreatedHasNoText() {
    assertEquals(
        List.of(new Change.Attribute(MOTD, "mode", Optional.empty(), Optional.of("0644"))),
        changes(new File("/etc/motd", Optional.empty()), file("0644", "")));
  }

  @Test
  void onlyTheLastNewlineMayBeMissing() {
    assertEquals(
        List.of(text("--- before: /etc/motd", "+++ after: /etc/motd", "+(newline at the end)")),
        changes(file("0644", "hello"), file("0644", "hello\n")));
  }

  @Test
  void setsAreComparedByElementAndMapsByKey() {
    Boot before = new Boot(Map.of("6.1", Set.of("quiet", "amd_iommu=on")), List.of("quiet"));
    Boot after = new Boot(Map.of("6.1", Set.of("quiet", "iommu=pt")), List.of("quiet", "iommu=pt"));
    assertEquals(
        List.of(
            attribute("6.1", "amd_iommu=on", ""),
            attribute("6.1", "", "iommu=pt"),
            attribute("future", "", "iommu=pt")),
        changes(before, after));
  }

  @Test
  void anotherOrderIsADifference() {
    assertEquals(
        List.of(attribute("future (order)", "[a, b]", "[b, a]")),
        changes(new Boot(Map.of(), List.of("a", "b")), new Boot(Map.of(), List.of("b", "a"))));
  }

  @Test
  void secretsAreStars() {
    assertEquals(
        List.of(attribute("password", "***", "***")),
        changes(new Login("ann", new Secret("old")), new Login("ann", new Secret("new"))));
  }

  /** Also where nothing but the secret differs, it is seen that something does. */
  @Test
  void everyTextIsMaskedBeforeItIsHeldAnywhere() {
    assertEquals(
        List.of(
            text(
                "--- before: /etc/motd",
                "+++ after: /etc/motd",
                "@@ -1,1 +1,1 @@",
                "-pw=********",
                "+pw=********")),
        Changes.of(
            new Difference(file("0644", "pw=hunter1\n"), file("0644", "pw=hunter2\n"), "copy"),
            Mask.of(List.of("hunter1", "hunter2"))::text));
  }

  private static final String MOTD = "/etc/motd";

  private static Change text(String... lines) {
    return new Change.Text("/etc/motd", ImmutableList.copyOf(lines));
  }

  /** An attribute of no file; empty stands for nothing. */
  private static Change attribute(String name, String before, String after) {
    return new Change.Attribute(
        "a module",
        name,
        Optional.of(before).filter(text -> !text.isEmpty()),
        Optional.of(after).filter(text -> !text.isEmpty()));
  }

  private static File file(String mode, String text) {
    return new File("/etc/motd", Optional.of(new Node(mode, Optional.of(text))));
  }

  private static List<Change> changes(Object before, Object after) {
    return Changes.of(new Difference(before, after, "a module"), text -> text);
  }
}
