package dev.javaform.modules.windows.files;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinCopyTest {

  private static final Content HELLO = Content.of("hello\n");

  private static final String FILE =
      "{\"path\":\"C:\\\\t\\\\a\",\"exists\":%s,\"directory\":%s,\"folder\":%s,\"sha256\":%s}";

  private static String file(boolean exists, boolean directory, boolean folder, String sum) {
    return FILE.formatted(exists, directory, folder, sum.isEmpty() ? "null" : '"' + sum + '"');
  }

  private static WinCopy text(Object... more) {
    Object[] all = new Object[more.length + 4];
    List.of("content", "hello\n", "dest", "C:\\t\\a").toArray(all);
    System.arraycopy(more, 0, all, 4, more.length);
    return task(WinCopy.class, all);
  }

  @Test
  void putsATextWhereAnotherIs() {
    var plan = given(text()).seeing(file(true, false, true, "00")).by("put C:\\t\\a").plan();
    Step.Put put = (Step.Put) plan.steps().getFirst();
    assertEquals(new Digest("00"), put.replaces());
    assertEquals(HELLO, put.content());
    assertEquals(
        Map.of("dest", "C:\\t\\a", "checksum", HELLO.sha1(), "size", 6L, "operation", "file_copy"),
        plan.returns().known());
  }

  @Test
  void leavesTheSameContentAloneAndWithoutForceAny() {
    given(text()).seeing(file(true, false, true, HELLO.digest().sha256())).changesNothing();
    given(text("force", false)).seeing(file(true, false, true, "00")).changesNothing();
  }

  @Test
  void keepsACopyOfWhatItReplaces() {
    var planned = given(text("backup", true)).seeing(file(true, false, true, "00"));
    planned.by("file path=C:\\t\\a sum=true <- backup=true", "put C:\\t\\a");
    String told = "{\"output\":{\"backup_file\":\"C:\\\\t\\\\a.1.bak\"}}";
    assertEquals(
        Map.of("backup_file", "C:\\t\\a.1.bak"),
        planned.plan().returns().learned().apply(List.of(Output.of(told), Output.of(""))));
    given(text("backup", true)).seeing(file(false, false, true, "")).by("put C:\\t\\a");
  }

  @Test
  void refusesAFolderInItsPlaceAndNoneAroundIt() {
    String folder = given(text()).refusesSeeing(Output.of(file(true, true, true, "")));
    assertTrue(folder.contains("is a folder"), folder);
    String none = given(text()).refusesSeeing(Output.of(file(false, false, false, "")));
    assertTrue(none.contains("win_file"), none);
  }

  @Test
  void copiesWithinTheGuest() {
    WinCopy wish = task(WinCopy.class, "src", "C:\\a", "dest", "C:\\t\\", "remote_src", true);
    String seen =
        """
        {"source":"file","path":"C:\\\\t\\\\a","exists":false,"obstacle":%s,"differing":%s,"sha1":"f0","size":6}
        """;
    given(wish)
        .seeing(seen.formatted("null", "[\"\"]"))
        .by("copy src=C:\\a dest=C:\\t\\ force=true <- differing=[]")
        .returns(
            Map.of(
                "dest", "C:\\t\\a",
                "src", "C:\\a",
                "operation", "file_copy",
                "checksum", "f0",
                "size", 6L));
    given(wish).seeing(seen.formatted("null", "[]")).changesNothing();
    String why = given(wish).refusesSeeing(Output.of(seen.formatted("\"C:\\\\t\\\\a\"", "[]")));
    assertTrue(why.contains("is in the way"), why);
    given(wish).refusesSeeing(Output.of("{\"source\":null}"));
  }

  @Test
  void putsOnlyWhatDiffersBelowAFolder() {
    ControllerFile source =
        new ControllerFile(
            "files/game",
            true,
            false,
            ImmutableMap.of("a.ini", HELLO, "c/b.ini", HELLO, "empty/", Content.of("")));
    WinCopy copy =
        new WinCopy(Optional.of(source), Optional.empty(), "C:\\t", false, true, true, false, true);
    String sum = HELLO.digest().sha256();
    String seen =
        """
        {"path":"C:\\\\t\\\\game","entries":[{"name":"","kind":"directory","sha256":null},
         {"name":"c","kind":null,"sha256":null},{"name":"empty","kind":"directory","sha256":null},
         {"name":"a.ini","kind":"file","sha256":"%s"},{"name":"c/b.ini","kind":null,"sha256":null}]}
        """
            .formatted(sum);
    given(copy)
        .seeing(seen)
        .by(
            "tree path=C:\\t\\game names=[c, empty, a.ini, c/b.ini] <- directories=[c]",
            "put C:\\t\\game\\c\\b.ini")
        .returns(Map.of("dest", "C:\\t\\game", "src", "files/game", "operation", "folder_copy"));
    String why =
        given(copy)
            .refusesSeeing(
                Output.of(seen.replace("\"c\",\"kind\":null", "\"c\",\"kind\":\"file\"")));
    assertTrue(why.contains("C:\\t\\game\\c"), why);
  }

  @Test
  void needsOneSource() {
    assertThrows(ArgumentException.class, () -> task(WinCopy.class, "dest", "C:\\a"));
    assertThrows(
        ArgumentException.class, () -> task(WinCopy.class, "content", "x", "dest", "C:\\a\\"));
  }
}
