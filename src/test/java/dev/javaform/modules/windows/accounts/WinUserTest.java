package dev.javaform.modules.windows.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinUserTest {

  private static final String NOBODY = "{\"exists\":false,\"asked\":[]}";

  private static String gamer(String more) {
    return """
    {"name":"gamer","path":"WinNT://WORKGROUP/PC/gamer","sid":"S-1-5-21-1-2-3-1001","fullname":"",
     "description":"","home_directory":"","login_script":"","profile":"","account_disabled":false,
     "account_locked":false,"user_cannot_change_password":false,"password_never_expires":false,
     "password_expired":false,"groups":["Users"],"exists":true,%s}
    """
        .formatted(more);
  }

  @Test
  void createsAUserAndNeverShowsThePassword() {
    WinUser wish =
        task(WinUser.class, "name", "gamer", "password", "s3cret", "password_never_expires", true);
    given(wish)
        .seeing(NOBODY)
        .by(
            "local_user name=gamer groups=[] <- exists=true password_never_expires=true"
                + " password=***");
  }

  @Test
  void leavesThePasswordOfAUserAlone() {
    given(task(WinUser.class, "name", "gamer", "password", "s3cret"))
        .seeing(gamer("\"asked\":[]"))
        .changesNothing();
  }

  @Test
  void setsAnotherPasswordWhereAskedTo() {
    WinUser wish =
        task(WinUser.class, "name", "gamer", "password", "new", "update_password", "always");
    given(wish)
        .seeing(gamer("\"asked\":[],\"password\":\"other\""))
        .by("local_user name=gamer groups=[] password=*** <- exists=true password=***");
    given(wish).seeing(gamer("\"asked\":[],\"password\":\"same\"")).changesNothing();
  }

  @Test
  void saysWhereAPasswordCannotBeTried() {
    WinUser wish =
        task(WinUser.class, "name", "gamer", "password", "new", "update_password", "always");
    var planned = given(wish).seeing(gamer("\"asked\":[],\"password\":\"unknown\""));
    assertEquals(Effect.EVENT, planned.plan().effect());
    assertTrue(planned.plan().warnings().getFirst().contains("cannot be tried"));
  }

  @Test
  void groupsAreThoseOfTheGuestWhateverTheyAreCalled() {
    String asked = "\"asked\":[{\"asked\":\"S-1-5-32-544\",\"name\":\"Administratoren\"}]";
    WinUser add =
        task(
            WinUser.class,
            "name",
            "gamer",
            "groups",
            List.of("S-1-5-32-544"),
            "groups_action",
            "add");
    given(add)
        .seeing(gamer(asked))
        .by(
            "local_user name=gamer groups=[S-1-5-32-544] <- exists=true groups=[Administratoren,"
                + " Users]");
    WinUser remove = task(WinUser.class, "name", "gamer", "groups", List.of());
    given(remove)
        .seeing(gamer("\"asked\":[]"))
        .by("local_user name=gamer groups=[] <- exists=true groups=[]");
  }

  @Test
  void saysWhatToDoAboutAGroupThatIsNotThere() {
    WinUser wish = task(WinUser.class, "name", "gamer", "groups", List.of("Users"));
    String why =
        given(wish)
            .refusesSeeing(Output.of(gamer("\"asked\":[{\"asked\":\"Users\",\"name\":null}]")));
    assertTrue(why.contains("by its SID"), why);
  }

  @Test
  void aGroupThatAnEarlierTaskWouldMakeIsThere() {
    WinUser wish = task(WinUser.class, "name", "gamer", "groups", List.of("players"));
    WindowsUser seen = wish.observe().reader().apply(Output.of(gamer("\"asked\":[]")));
    given(wish)
        .inState(seen.among(List.of(new LocalGroup("players", true, ""))))
        .by("local_user name=gamer groups=[players] <- exists=true groups=[players]");
  }

  @Test
  void tellsWhoItIs() {
    given(task(WinUser.class, "name", "gamer", "state", "query"))
        .seeing(gamer("\"asked\":[]"))
        .changesNothing()
        .returns(
            Map.ofEntries(
                Map.entry("name", "gamer"),
                Map.entry("state", "present"),
                Map.entry("fullname", ""),
                Map.entry("description", ""),
                Map.entry("account_disabled", false),
                Map.entry("account_locked", false),
                Map.entry("password_expired", false),
                Map.entry("password_never_expires", false),
                Map.entry("user_cannot_change_password", false),
                Map.entry("sid", "S-1-5-21-1-2-3-1001"),
                Map.entry("path", "WinNT://WORKGROUP/PC/gamer"),
                Map.entry(
                    "groups",
                    List.of(Map.of("name", "Users", "path", "WinNT://WORKGROUP/PC/Users")))));
  }

  @Test
  void tellsTheSidOfWhomItMade() {
    var plan = given(task(WinUser.class, "name", "gamer")).seeing(NOBODY).plan();
    Output made = Output.of("{\"after\":" + gamer("\"asked\":[]") + "}");
    assertEquals("S-1-5-21-1-2-3-1001", plan.returns().learned().apply(List.of(made)).get("sid"));
    assertEquals(
        Map.of(), plan.returns().learned().apply(List.of(Output.of(1, "", "password too short"))));
  }

  @Test
  void nobodyCanBeLockedByATask() {
    assertThrows(
        ArgumentException.class,
        () -> task(WinUser.class, "name", "gamer", "account_locked", true));
    assertThrows(ArgumentException.class, () -> task(WinUser.class, "name", "PC\\gamer"));
  }
}
