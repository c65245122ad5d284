package dev.javaform.modules.windows.registry;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinRegeditTest {

  private static final String ABSENT =
      "{\"key\":false,\"exists\":false,\"kind\":null,\"data\":null}";

  private static WinRegedit value(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "path";
    all[1] = "HKLM:\\SOFTWARE\\Example";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return task(WinRegedit.class, all);
  }

  private static String seen(String kind, String data) {
    return "{\"key\":true,\"exists\":true,\"kind\":\"%s\",\"data\":%s}".formatted(kind, data);
  }

  @Test
  void makesAValueThatIsNotThere() {
    given(value("name", "Mode", "data", 1L, "type", "dword"))
        .seeing(ABSENT)
        .by(
            "registry hive=local_machine key=SOFTWARE\\Example name=Mode <- exists=true kind=dword"
                + " data=1")
        .returns(Map.of("data_changed", false, "data_type_changed", false));
  }

  @Test
  void leavesEqualDataAlone() {
    given(value("name", "Mode", "data", "0xFF2500AE", "type", "dword"))
        .seeing(seen("dword", "\"4280615086\""))
        .changesNothing();
  }

  @Test
  void anotherKindIsADifference() {
    given(value("name", "Mode", "data", "1"))
        .seeing(seen("dword", "\"1\""))
        .returns(Map.of("data_changed", false, "data_type_changed", true));
  }

  @Test
  void textIsComparedWithItsCase() {
    given(value("name", "Mode", "data", "a"))
        .seeing(seen("string", "\"A\""))
        .returns(Map.of("data_changed", true, "data_type_changed", false));
  }

  @Test
  void mergesPairs() {
    WinRegedit wish = value("name", "Wishes", "pairs", Map.of("VRROptimizeEnable", 1L));
    String text = "SwapEffectUpgradeEnable=0;VRROptimizeEnable=%s;";
    given(wish)
        .seeing(seen("string", "\"" + text.formatted(0) + "\""))
        .becomes(RegistryValue.NOTHING.withValue("string", ImmutableList.of(text.formatted(1))));
    given(wish).seeing(seen("string", "\"" + text.formatted(1) + "\"")).changesNothing();
  }

  @Test
  void setsOnlyTheBitsOfTheMask() {
    given(value("name", "Bits", "type", "binary", "data", "hex:12,00", "mask", "hex:1f,00"))
        .seeing(seen("binary", "\"e081\""))
        .becomes(RegistryValue.NOTHING.withValue("binary", ImmutableList.of("f281")));
  }

  @Test
  void removesAKeyOnlyWhereNoValueIsMeant() {
    given(value("state", "absent"))
        .seeing("{\"exists\":true}")
        .by("registry hive=local_machine key=SOFTWARE\\Example <- exists=false");
    given(value("state", "absent", "delete_key", false))
        .seeing(seen("string", "\"x\""))
        .by("registry hive=local_machine key=SOFTWARE\\Example name= <- exists=false");
  }

  @Test
  void listsOfOneStayLists() {
    given(value("name", "List", "type", "multistring", "data", List.of("one")))
        .seeing(seen("multistring", "\"one\""))
        .changesNothing();
  }

  @Test
  void namesOfKeysMayHoldSlashes() {
    assertEquals(
        new RegistryPath("local_machine", "A\\RC4 128/128", Optional.empty()),
        RegistryPath.of("HKEY_LOCAL_MACHINE\\A\\\\RC4 128/128\\", Optional.empty()));
  }

  @Test
  void saysWhoseSettingsItTakes() {
    WinRegedit wish = task(WinRegedit.class, "path", "HKCU:\\Software\\Example");
    given(wish)
        .seeing("{\"exists\":true}")
        .warns(
            "HKCU:\\ is the registry of whoever is connected; say whose settings are meant with"
                + " user:.");
  }

  @Test
  void tellsWhatTheGuestSaysOfAHive() {
    WinRegedit wish = task(WinRegedit.class, "path", "HKCU:\\Software\\Example", "user", "ada");
    String why = given(wish).refusesSeeing(Output.of(1, "", "ada never logged on"));
    assertTrue(why.contains("never logged on"), why);
  }
}
