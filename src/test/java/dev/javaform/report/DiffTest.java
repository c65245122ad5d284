package dev.javaform.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.javaform.event.Change;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes become the lines that people read. */
class DiffTest {

  private static final Change TEXT =
      new Change.Text(
          "/etc/motd",
          ImmutableList.of(
              "--- before: /etc/motd", "+++ after: /etc/motd", "@@ -1,1 +1,1 @@", "-a", "+b"));

  @Test
  void attributesStandUnderOneHeading() {
    assertEquals(
        List.of(
            "--- before: user ann",
            "+++ after: user ann",
            "-state: stopped",
            "+state: started",
            "+6.1: iommu=pt"),
        Diff.lines(
            List.of(
                attribute("user ann", "state", Optional.of("stopped"), "started"),
                attribute("user ann", "6.1", Optional.empty(), "iommu=pt"))));
  }

  @Test
  void attributesComeBeforeTextOfTheSameFile() {
    assertEquals(
        List.of(
            "--- before: /etc/motd",
            "+++ after: /etc/motd",
            "-mode: 0644",
            "+mode: 0600",
            "@@ -1,1 +1,1 @@",
            "-a",
            "+b"),
        Diff.lines(List.of(attribute("/etc/motd", "mode", Optional.of("0644"), "0600"), TEXT)));
  }

  @Test
  void textOfAnotherFileKeepsItsHeading() {
    assertEquals(
        List.of(
            "--- before: /etc/issue",
            "+++ after: /etc/issue",
            "+mode: 0600",
            "--- before: /etc/motd",
            "+++ after: /etc/motd",
            "@@ -1,1 +1,1 @@",
            "-a",
            "+b"),
        Diff.lines(List.of(TEXT, attribute("/etc/issue", "mode", Optional.empty(), "0600"))));
  }

  @Test
  void whatHasNoNameIsItsValueAlone() {
    assertEquals(
        List.of("--- before: user ann", "+++ after: user ann", "+done"),
        Diff.lines(List.of(attribute("user ann", "", Optional.empty(), "done"))));
  }

  private static Change attribute(String of, String name, Optional<String> before, String after) {
    return new Change.Attribute(of, name, before, Optional.of(after));
  }
}
