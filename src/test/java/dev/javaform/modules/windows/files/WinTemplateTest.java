package dev.javaform.modules.windows.files;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.module.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WinTemplateTest {

  @TempDir private Path folder;

  private WinTemplate template(Object... more) throws IOException {
    Path source = Files.writeString(folder.resolve("a.ini.j2"), "a={{ 1 + 1 }}\nb\n");
    Object[] all = new Object[more.length + 4];
    System.arraycopy(new Object[] {"src", source.toString(), "dest", "C:\\t\\"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return task(WinTemplate.class, all);
  }

  @Test
  void endsLinesAsWindowsDoes() throws IOException {
    assertEquals(Content.of("a=2\r\nb\r\n"), template().src().content());
    assertEquals(Content.of("a=2\nb\n"), template("newline_sequence", "\\n").src().content());
  }

  @Test
  void makesTheFolderThatItIsToBeIn() throws IOException {
    given(template())
        .seeing(
            "{\"path\":\"C:\\\\t\\\\a.ini.j2\",\"exists\":false,\"directory\":false,\"folder\":false}")
        .by("file path=C:\\t <- directory=true", "put C:\\t\\a.ini.j2");
  }
}
