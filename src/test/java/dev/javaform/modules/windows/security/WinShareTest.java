package dev.javaform.modules.windows.security;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinShareTest {

  private static final String SHARED =
      """
      {"exists":true,"folder":"D:\\\\Saves","folder_exists":true,"path":"d:\\\\saves",
       "description":"","list":false,"caching_mode":"manual","encrypt":false,
       "access":["read S-1-1-0","full S-1-5-32-544"],"names":["Jeder","VORDEFINIERT\\\\Admins"],
       "asked":[{"asked":"Everyone","sid":"S-1-1-0","name":"Everyone"},
                {"asked":"gamer","sid":"S-1-5-21-1-1001","name":"PC\\\\gamer"}]}
      """;

  private static WinShare wish(Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "name";
    all[1] = "saves";
    all[2] = "path";
    all[3] = "D:\\Saves";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return task(WinShare.class, all);
  }

  @Test
  void onlyThoseNamedMayDoAnything() {
    given(wish("read", "Everyone", "change", List.of("gamer")))
        .seeing(SHARED)
        .by(
            "share name=saves path=D:\\Saves asked=[Everyone, gamer] <- exists=true path=d:\\saves"
                + " description= list=false caching_mode=manual encrypt=false access=[read S-1-1-0,"
                + " change S-1-5-21-1-1001]")
        .returns(Map.of("actions", List.of("set who may do what")));
  }

  @Test
  void othersKeepWhatTheyMay() {
    given(wish("read", "Everyone", "rule_action", "add")).seeing(SHARED).changesNothing();
  }

  @Test
  void sharesAFolder() {
    given(wish("list", true, "caching_mode", "None"))
        .seeing("{\"exists\":false,\"folder\":\"D:\\\\Saves\",\"folder_exists\":true,\"asked\":[]}")
        .by(
            "share name=saves path=D:\\Saves asked=[] <- exists=true path=D:\\Saves description="
                + " list=true caching_mode=none encrypt=false access=[]");
  }

  @Test
  void saysWhatIsNotThere() {
    String nothing =
        "{\"exists\":false,\"folder\":\"D:\\\\Saves\",\"folder_exists\":false,\"asked\":[]}";
    String why = given(wish()).refusesSeeing(Output.of(nothing));
    assertTrue(why.contains("win_file"), why);
    why = given(wish("full", "bob")).refusesSeeing(Output.of(SHARED));
    assertTrue(why.contains("bob"), why);
  }

  @Test
  void sharesNothingWithoutAFolder() {
    assertThrows(ArgumentException.class, () -> task(WinShare.class, "name", "saves"));
    assertThrows(ArgumentException.class, () -> wish("caching_mode", "Always"));
  }
}
