package dev.javaform.modules.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionsTest {

  @Test
  void aFileCannotForgeASection() {
    Sections seen =
        read(new ProbeText().file("/a", "= running\n|x\nend\n").section("b", "1").print());
    assertEquals("= running\n|x\nend\n", seen.text("/a"));
    assertFalse(seen.has("running"));
    assertEquals(List.of("1"), seen.of("b"));
  }

  @Test
  void aMissingNewlineAtTheEndIsKept() {
    SeenFile file = read(new ProbeText().file("/a", "no newline").print()).files().get("/a");
    assertEquals("no newline", file.text());
    assertTrue(file.faithful());
  }

  @Test
  void bytesThatAreNoTextAreNoticed() {
    String printed = "= file %s /a\n|bad \uFFFD\n".formatted("0".repeat(64));
    SeenFile file = read(printed).files().get("/a");
    assertFalse(file.faithful());
    assertEquals(new Digest("0".repeat(64)), file.digest());
  }

  @Test
  void anEmptyFileIsThere() {
    assertTrue(read(new ProbeText().file("/a", "").print()).files().get("/a").exists());
  }

  private static Sections read(String printed) {
    return Sections.read(Output.of(printed));
  }
}
