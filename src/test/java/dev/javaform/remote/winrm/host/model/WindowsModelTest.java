package dev.javaform.remote.winrm.host.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import dev.javaform.python.JsonReader;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import dev.javaform.remote.windows.Helper;
import dev.javaform.remote.winrm.host.Engine;
import dev.javaform.remote.winrm.host.Engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of docs/windows-helper.md, without a network. */
class WindowsModelTest {

  private static final JsonWriter JSON = new JsonWriter(JsonStyle.LINE, String::valueOf);
  private static final Map<String, Object> VALUE =
      Map.of("hive", "user", "user", "kid", "key", "Software\\Example", "name", "Mode");
  private static final Map<String, Object> ONE =
      Map.of("exists", true, "kind", "dword", "data", "1");

  private final WindowsModel model = new WindowsModel();
  private final Engine pool = model.pool();

  @Test
  void whatWasNotDefinedIsNotThere() {
    assertThrows(EngineException.class, () -> pool.run("Invoke-Jf", Map.of("Json", "{}")));
  }

  @Test
  void aSecondTimeThereIsNothingToDo() throws Exception {
    Map<?, ?> first = call(false, Map.of("type", "registry", "select", VALUE, "set", ONE));
    assertEquals(true, first.get("changed"));
    assertEquals(true, first.get("done"));
    assertEquals(false, ((Map<?, ?>) first.get("before")).get("key"));
    assertEquals("1", ((Map<?, ?>) first.get("after")).get("data"));
    assertEquals(1, model.writes());
    Map<?, ?> second = call(false, Map.of("type", "registry", "select", VALUE, "set", ONE));
    assertEquals(false, second.get("changed"));
    assertEquals(1, model.writes());
  }

  @Test
  void checkingWritesNothing() throws Exception {
    Map<?, ?> would = call(true, Map.of("type", "registry", "select", VALUE, "set", ONE));
    assertEquals(true, would.get("changed"));
    assertEquals(0, model.writes());
    assertEquals(Optional.empty(), model.registry().data("kid\\Software\\Example", "Mode"));
  }

  @Test
  void aHiveThatIsNotLoadedIsMountedForTheRequestOnly() throws Exception {
    int before = model.registry().loaded().size();
    call(false, Map.of("type", "registry", "select", VALUE, "set", ONE));
    assertEquals(before, model.registry().loaded().size());
    assertEquals(Optional.of("1"), model.registry().data("kid\\Software\\EXAMPLE", "mode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "nobody"})
  void whoHasNoSettingsIsSaid(String user) throws Exception {
    Map<String, Object> select =
        Map.of("hive", "user", "user", user, "key", "Software", "name", "x");
    Map<?, ?> result = call(false, Map.of("type", "registry", "select", select));
    assertEquals(false, result.get("done"));
    assertTrue(result.get("error").toString().contains(user), result::toString);
  }

  @Test
  void nobodyMakesKeysAtTheRoots() throws Exception {
    Map<String, Object> select = Map.of("hive", "users", "key", "S-1-5-21-9");
    Map<?, ?> result =
        call(false, Map.of("type", "registry", "select", select, "set", Map.of("exists", true)));
    assertEquals(false, result.get("done"));
  }

  @Test
  void whatFailsEndsTheWrites() throws Exception {
    Map<String, Object> wrong = Map.of("exists", true, "kind", "dword", "data", "4294967296");
    List<Map<?, ?>> results =
        calls(
            false,
            List.of(
                Map.of("type", "registry", "select", VALUE, "set", wrong),
                Map.of("type", "registry", "select", VALUE, "set", ONE),
                Map.of("type", "ping", "select", Map.of("data", "x"), "late", true)));
    assertFalse(results.stream().anyMatch(result -> result.get("done").equals(true)));
    assertEquals(1, model.writes());
  }

  @Test
  void filesArriveInPartsAndWhole() throws Exception {
    Map<String, Object> select = Map.of("path", "C:/Temp/a.txt", "token", "t");
    byte[] text = "abc".getBytes(StandardCharsets.US_ASCII);
    String data = Base64.getEncoder().encodeToString(text);
    put(select, Map.of("begins", true, "data", data));
    put(select, Map.of("begins", false, "data", data));
    Map<?, ?> other = put(select, Map.of("sha256", "00", "replaces", "absent"));
    assertTrue(other.get("error").toString().contains("not what was sent"), other::toString);
    assertEquals(0, model.files().size());
    String sum = com.google.common.hash.Hashing.sha256().hashBytes(text).toString();
    put(select, Map.of("begins", true, "data", data, "sha256", sum, "replaces", "absent"));
    assertEquals(
        "abc",
        new String(model.files().content("c:\\TEMP\\A.txt").get(), StandardCharsets.US_ASCII));
    Map<?, ?> raced =
        put(select, Map.of("begins", true, "data", data, "sha256", sum, "replaces", "absent"));
    assertTrue(raced.get("error").toString().contains("by somebody else"), raced::toString);
  }

  @Test
  void scriptsRunEachTimeUnlessWhatTheyMakeIsThere() throws Exception {
    Map<String, Object> select = Map.of("creates", "C:\\Temp\\made");
    Map<String, Object> set = Map.of("script", "echo hi; New-Item C:\\Temp\\made", "kind", "run");
    Map<String, Object> run = Map.of("type", "run", "select", select, "set", set);
    assertEquals("hi\r\n", ((Map<?, ?>) call(false, run).get("output")).get("stdout"));
    Map<?, ?> again = call(false, run);
    assertEquals(true, again.get("changed"));
    assertEquals(true, ((Map<?, ?>) again.get("before")).get("created"));
    assertEquals(2, model.runs().ran().size());
    Map<?, ?> told =
        call(
            false,
            Map.of("type", "powershell", "select", Map.of(), "set", Map.of("script", "throw no")));
    String stdout = ((Map<?, ?>) told.get("output")).get("stdout").toString();
    assertEquals(true, ((Map<?, ?>) JsonReader.read(stdout)).get("failed"));
  }

  @Test
  void textsThatLookLikeDatesAreTexts() throws Exception {
    Map<String, Object> tagged = Map.of("$text", "=2024-01-01");
    Map<?, ?> result = call(false, Map.of("type", "ping", "select", Map.of("data", tagged)));
    assertEquals("2024-01-01", ((Map<?, ?>) result.get("before")).get("ping"));
  }

  private Map<?, ?> put(Map<String, Object> select, Map<String, Object> set) throws Exception {
    return call(false, Map.of("type", "put", "select", select, "set", set, "blind", true));
  }

  private Map<?, ?> call(boolean check, Map<String, Object> resource) throws Exception {
    return calls(check, List.of(resource)).getFirst();
  }

  private List<Map<?, ?>> calls(boolean check, List<Map<String, Object>> resources)
      throws Exception {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("version", "1");
    request.put("check", check);
    request.put("resources", resources);
    String helper =
        Resources.toString(Resources.getResource(Helper.class, "jf.ps1"), StandardCharsets.UTF_8);
    List<Object> said = new ArrayList<>();
    pool.script(
        helper + "\nInvoke-Jf $args[0]\n",
        Map.of("0", JSON.text(request)),
        new Engine.Pipe() {
          @Override
          public void output(Object value) {
            said.add(value);
          }

          @Override
          public void error(String message) {
            throw new AssertionError(message);
          }

          @Override
          public void warning(String message) {
            throw new AssertionError(message);
          }
        });
    Map<?, ?> answer = (Map<?, ?>) JsonReader.read(said.getFirst().toString());
    return ((List<?>) answer.get("results"))
        .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }
}
