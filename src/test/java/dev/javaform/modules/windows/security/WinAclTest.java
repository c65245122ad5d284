package dev.javaform.modules.windows.security;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import org.junit.jupiter.api.Test;

class WinAclTest {

  private static final String SEEN =
      "{\"exists\":true,\"sid\":\"S-1-5-21-1-1001\",\"exact\":%s,\"covered\":%s}";

  private static WinAcl wish(String state) {
    return task(
        WinAcl.class,
        "path",
        "D:\\Saves",
        "user",
        "gamer",
        "rights",
        "Read, Write",
        "type",
        "allow",
        "state",
        state);
  }

  @Test
  void givesRights() {
    given(wish("present"))
        .seeing(SEEN.formatted(false, false))
        .by(
            "acl path=D:\\Saves user=gamer rights=Read, Write type=allow propagation=None <-"
                + " covered=true");
  }

  @Test
  void moreThanThatIsEnough() {
    given(wish("present")).seeing(SEEN.formatted(false, true)).changesNothing();
  }

  @Test
  void takesAwayJustThat() {
    given(wish("absent"))
        .seeing(SEEN.formatted(true, true))
        .by(
            "acl path=D:\\Saves user=gamer rights=Read, Write type=allow propagation=None <-"
                + " exact=false");
    given(wish("absent")).seeing(SEEN.formatted(false, true)).changesNothing();
  }

  @Test
  void saysWhatIsNotThere() {
    String nobody = "{\"exists\":true,\"sid\":null,\"exact\":false,\"covered\":false}";
    String why = given(wish("present")).refusesSeeing(Output.of(nobody));
    assertTrue(why.contains("gamer"), why);
    String nothing = "{\"exists\":false,\"sid\":null,\"exact\":false,\"covered\":false}";
    why = given(wish("present")).refusesSeeing(Output.of(nothing));
    assertTrue(why.contains("D:\\Saves"), why);
  }

  @Test
  void rightsAreWords() {
    assertThrows(
        ArgumentException.class,
        () ->
            task(WinAcl.class, "path", "D:\\", "user", "gamer", "rights", "rwx+", "type", "allow"));
  }
}
