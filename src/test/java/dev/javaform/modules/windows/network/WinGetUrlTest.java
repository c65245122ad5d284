package dev.javaform.modules.windows.network;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinGetUrlTest {

  private static final String URL = "https://example.com/a.zip";

  private static final String HERE =
      "{\"path\":\"C:\\\\a.zip\",\"exists\":true,\"checksum\":\"11ee\",\"size\":5,%s\"newer\":%s}";

  private static final String NOWHERE =
      "{\"path\":\"C:\\\\a.zip\",\"exists\":false,\"checksum\":null}";

  private static final String WEB =
      "web={timeout=30, agent=ansible-httpget, follow=safe, redirections=50}";

  private static WinGetUrl wish(Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "url";
    all[1] = URL;
    all[2] = "dest";
    all[3] = "C:\\a.zip";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return task(WinGetUrl.class, all);
  }

  @Test
  void whatHasTheRightChecksumNeedNotBeFetched() {
    given(wish("checksum", "11EE"))
        .seeing(HERE.formatted("", null))
        .changesNothing()
        .returns(Map.of("url", URL, "dest", "C:\\a.zip", "checksum_dest", "11ee", "size", 5L));
  }

  @Test
  void fetchesWhatHasAnother() {
    given(wish("checksum", "00ff", "checksum_algorithm", "md5"))
        .seeing(HERE.formatted("", null))
        .by(
            "download url=https://example.com/a.zip dest=C:\\a.zip algorithm=md5 "
                + WEB
                + " <- fetched=true checksum=00ff");
  }

  @Test
  void aListSaysWhichChecksumItHas() {
    WinGetUrl wish = wish("checksum_url", "https://example.com/sums");
    given(wish).seeing(HERE.formatted("\"expected\":\"11ee\",", null)).changesNothing();
    assertEquals(
        Effect.STATE,
        given(wish).seeing(HERE.formatted("\"expected\":\"22dd\",", null)).plan().effect());
  }

  @Test
  void withoutForceItsAgeCounts() {
    given(wish("force", false)).seeing(HERE.formatted("", false)).changesNothing();
    assertEquals(
        Effect.DUE, given(wish("force", false)).seeing(HERE.formatted("", true)).plan().effect());
    assertEquals(Effect.DUE, given(wish("force", false)).seeing(NOWHERE).plan().effect());
  }

  @Test
  void withForceOnlyFetchingTells() {
    var plan = given(wish()).seeing(HERE.formatted("", null)).plan();
    assertEquals(Effect.UNKNOWN, plan.effect());
    Output same =
        Output.of(
            "{\"output\":{\"changed\":false,\"checksum\":\"11ee\",\"size\":5,\"status_code\":200,"
                + "\"msg\":\"OK\"}}");
    Map<String, Object> learned = plan.returns().learned().apply(List.of(same));
    assertEquals(false, learned.get("changed"));
    assertEquals(200L, learned.get("status_code"));
  }

  @Test
  void showsNothingThatProvesWhoItIs() {
    WinGetUrl wish =
        wish("username", "ada", "password", "s3cret", "headers", Map.of("X-Key", "k3y"));
    String shown = wish.observe().script().orElseThrow().shown();
    assertFalse(shown.contains("s3cret") || shown.contains("k3y"), shown);
  }

  @Test
  void refusesWhatIsNoUrl() {
    assertThrows(
        ArgumentException.class,
        () -> task(WinGetUrl.class, "url", "C:\\a.zip", "dest", "C:\\b.zip"));
    assertThrows(
        ArgumentException.class,
        () -> wish("checksum", "00", "checksum_url", "https://example.com/sums"));
  }
}
