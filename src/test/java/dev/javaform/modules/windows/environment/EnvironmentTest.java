package dev.javaform.modules.windows.environment;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private static final String MACHINE =
      "registry hive=local_machine key=SYSTEM\\CurrentControlSet\\Control\\Session"
          + " Manager\\Environment name=";

  private static final String SAVES =
      """
      {"exists":true,"keys":[],"values":[
        {"name":"Saves","kind":"expandstring","data":"C:\\\\Saves","expanded":"C:\\\\Saves"},
        {"name":"Other","kind":"string","data":"x","expanded":null}]}
      """;

  private static final String PATH =
      "{\"key\":true,\"exists\":true,\"kind\":\"expandstring\",\"data\":\"%s\"}";

  @Test
  void setsAndRemovesInTheOrderOfNames() {
    WinEnvironment wish =
        task(
            WinEnvironment.class, "level", "machine", "variables", Map.of("SAVES", "", "NEW", "1"));
    given(wish)
        .seeing(SAVES)
        .by(
            MACHINE.replaceFirst(" name=$", "") + " name=NEW <- exists=true kind=string data=1",
            MACHINE + "SAVES <- exists=false")
        .plan();
  }

  @Test
  void inNamesCaseDoesNotCountAndAKindIsKept() {
    WinEnvironment wish =
        task(WinEnvironment.class, "level", "machine", "name", "SAVES", "value", "D:\\Saves");
    given(wish)
        .seeing(SAVES)
        .by(MACHINE + "SAVES <- exists=true kind=expandstring data=D:\\Saves")
        .returns(
            Map.of(
                "before_value",
                "C:\\Saves",
                "value",
                "D:\\Saves",
                "values",
                Map.of(
                    "SAVES",
                    Map.of("before", "C:\\Saves", "after", "D:\\Saves", "changed", true))));
    given(task(WinEnvironment.class, "level", "machine", "name", "GONE", "state", "absent"))
        .seeing(SAVES)
        .changesNothing();
  }

  @Test
  void saysWhoseEnvironmentItTakes() {
    given(task(WinEnvironment.class, "level", "user", "name", "Other", "value", "x"))
        .seeing(SAVES)
        .changesNothing()
        .warns(EnvironmentKey.WHOSE);
  }

  @Test
  void refusesWhatHasNoMeaning() {
    refuses("level", "machine");
    refuses("level", "machine", "name", "A", "state", "present");
    refuses("level", "machine", "name", "A", "variables", Map.of("B", "1"));
    refuses("level", "process", "name", "A", "value", "1");
    refuses("level", "machine", "name", "A", "value", "1", "user", "ada");
  }

  private static void refuses(Object... arguments) {
    assertThrows(ArgumentException.class, () -> task(WinEnvironment.class, arguments));
  }

  @Test
  void putsFoldersIntoThePath() {
    given(task(WinPath.class, "elements", List.of("C:\\Tools", "C:\\More")))
        .seeing(PATH.formatted("%SystemRoot%;c:\\\\tools\\\\"))
        .by(
            MACHINE
                + "PATH <- exists=true kind=expandstring data=%SystemRoot%;c:\\tools\\;C:\\More");
    given(task(WinPath.class, "elements", List.of("C:\\Tools")))
        .seeing("{\"key\":true,\"exists\":false,\"kind\":null,\"data\":null}")
        .by(MACHINE + "PATH <- exists=true kind=expandstring data=C:\\Tools");
  }

  @Test
  void keepsTheOrderOfWhatIsNamed() {
    assertEquals("b;c;a", PathList.of("a;b;c").with(List.of("b", "a")).text());
    assertEquals("a;b;c", PathList.of("a;b;c").with(List.of("a", "c")).text());
    assertEquals("\"x;y\";z", PathList.of("\"x;y\";z").with(List.of("x;y")).text());
  }

  @Test
  void takesFoldersOutOfThePath() {
    given(task(WinPath.class, "elements", List.of("b"), "state", "absent"))
        .seeing(PATH.formatted("a;\\\"B\\\\\\\";c"))
        .by(MACHINE + "PATH <- exists=true kind=expandstring data=a;c");
    given(task(WinPath.class, "elements", List.of("d"), "state", "absent"))
        .seeing(PATH.formatted("a;b"))
        .changesNothing();
  }
}
