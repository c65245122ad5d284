package dev.javaform.remote.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import dev.javaform.python.JsonReader;
import dev.javaform.remote.winrm.host.Engine;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a guest answers by the contract, in the order in which it is asked: {@code contract.json}.
 * Here the model is asked, which all other tests rest on; with {@code providers.ps1} the helper
 * itself can be asked the same wherever there is a PowerShell.
 */
class HelperContractTest {

  private final Engine guest = new WindowsModel().pool();

  @TestFactory
  Stream<DynamicTest> theModelKeepsTheContract() throws Exception {
    HelperScript script = HelperScript.own();
    guest.script(script.missing(script.types(), new HashSet<>()), Map.of(), new Unheard());
    return cases().stream()
        .map(each -> (Map<?, ?>) each)
        .map(each -> DynamicTest.dynamicTest((String) each.get("name"), () -> check(each)));
  }

  private static List<?> cases() throws IOException {
    return (List<?>)
        JsonReader.read(
            Resources.toString(
                Resources.getResource(HelperContractTest.class, "contract.json"),
                StandardCharsets.UTF_8));
  }

  private void check(Map<?, ?> each) throws Exception {
    String answer = guest.run("Invoke-Jf", Map.of("Json", each.get("request")));
    List<?> results = (List<?>) ((Map<?, ?>) JsonReader.read(answer)).get("results");
    List<?> wanted = (List<?>) each.get("results");
    assertEquals(wanted.size(), results.size(), answer);
    for (int i = 0; i < wanted.size(); i++) {
      check((Map<?, ?>) wanted.get(i), (Map<?, ?>) results.get(i));
    }
  }

  private static void check(Map<?, ?> wanted, Map<?, ?> result) {
    for (String name : List.of("id", "done", "changed", "before", "after")) {
      assertEquals(wanted.get(name), result.get(name), () -> name + " of " + result);
    }
    if (wanted.get("fails") instanceof String why) {
      String error = String.valueOf(result.get("error"));
      assertTrue(error.contains(why), error);
    } else {
      assertEquals(null, result.get("error"), result::toString);
    }
  }

  /** Definitions say nothing. */
  private static final class Unheard implements Engine.Pipe {
    @Override
    public void output(Object value) {
      throw new AssertionError(value);
    }

    @Override
    public void error(String message) {
      throw new AssertionError(message);
    }

    @Override
    public void warning(String message) {
      throw new AssertionError(message);
    }
  }
}
