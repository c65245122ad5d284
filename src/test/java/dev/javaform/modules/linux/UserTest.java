package dev.javaform.modules.linux;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.User.UpdatePassword;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTest {

  private static final String HASH = "$y$j9T$abc$def";

  /** What Debian 12 printed for a user made by useradd -m. */
  private static final String LAIN =
      """
      entry:lain:x:1000:1000::/home/lain:/bin/sh
      group:lain
      groups:lain audio
      home:found
      shadow:lain:!:20000:0:99999:7:::
      known:libvirt:libvirt
      known:kvm:kvm
      known:lain:lain
      """;

  @Test
  void createsAUserInOneCall() {
    var plan = given(new Wish().groups("libvirt", "kvm").user()).seeing(without("lain")).plan();
    assertEquals("useradd -G kvm,libvirt -s /bin/bash -m lain", command(plan, 0));
    assertEquals(1, plan.steps().size());
  }

  @Test
  void leavesAUserAlone() {
    given(new Wish().shell("/bin/sh").user()).seeing(LAIN).changesNothing();
  }

  @Test
  void addsToGroupsWithAppend() {
    var plan = given(new Wish().shell("/bin/sh").groups("kvm").append().user()).seeing(LAIN).plan();
    assertEquals("usermod -G audio,kvm lain", command(plan, 0));
  }

  @Test
  void takesOutOfGroupsWithoutAppend() {
    var plan = given(new Wish().shell("/bin/sh").groups("kvm").user()).seeing(LAIN).plan();
    assertEquals("usermod -G kvm lain", command(plan, 0));
  }

  @Test
  void aGroupThatDoesNotExistIsRefused() {
    assertEquals(
        "Group nosuch does not exist",
        given(new Wish().groups("kvm", "nosuch").user()).refusesSeeing(Output.of(LAIN)));
  }

  @Test
  void thePasswordTravelsOnStandardInputAndIsNeverShown() {
    Plan<Account> plan =
        given(new Wish().shell("/bin/sh").password(HASH).user()).seeing(LAIN).plan();
    var script = ((Step.Run) plan.steps().getFirst()).script();
    assertEquals(Optional.of(Content.of("lain:" + HASH + "\n")), script.input());
    assertTrue(script.input().orElseThrow().isSecret());
    assertFalse(script.text().contains(HASH));
    assertFalse(plan.toString().contains(HASH));
  }

  @Test
  void theRightPasswordIsKept() {
    given(new Wish().shell("/bin/sh").password(HASH).user())
        .seeing(LAIN.replace("lain:!:", "lain:" + HASH + ":"))
        .changesNothing();
  }

  @Test
  void aPasswordThatCannotBeReadIsNotTouched() {
    given(new Wish().shell("/bin/sh").password(HASH).user())
        .seeing(LAIN.replaceAll("shadow:.*\n", ""))
        .changesNothing()
        .warns("The password of lain cannot be compared without root.");
  }

  @Test
  void createsAMissingHome() {
    var plan =
        given(new Wish().shell("/bin/sh").user()).seeing(LAIN.replace("home:found\n", "")).plan();
    assertEquals("create the home of lain", plan.steps().getFirst().purpose());
  }

  @Test
  void createsTheHomeThatAUserIsGivenAnew() {
    var wish = new Wish().shell("/bin/sh").home("/srv/lain");
    var plan = given(wish.user()).seeing(LAIN).plan();
    assertEquals("usermod -d /srv/lain lain", command(plan, 0));
    assertEquals("create the home of lain", plan.steps().getLast().purpose());
    var there = given(wish.user()).seeing(LAIN + "known:/srv/lain:/srv/lain\n").plan();
    assertEquals(1, there.steps().size());
  }

  @Test
  void refusesANumberThatAnotherUserHas() {
    assertEquals(
        "The number 1001 belongs to the user rei; choose another, or set non_unique.",
        given(new Wish().uid(1001).user()).refusesSeeing(Output.of(LAIN + "owner:rei\n")));
    given(new Wish().shell("/bin/sh").uid(1000).user())
        .seeing(LAIN + "owner:of the same number\n")
        .changesNothing();
  }

  @Test
  void leavesTheShellOfANewUserToTheHost() {
    var returns = given(new Wish().shell("").user()).seeing("").plan().returns().known();
    assertFalse(returns.containsKey("shell"));
    assertEquals(true, returns.get("create_home"));
  }

  @Test
  void removesAUser() {
    var plan = given(new Wish().absent().user()).seeing(LAIN).plan();
    assertEquals("userdel -r lain", command(plan, 0));
  }

  @Test
  void useraddTakesAnExistingGroupOfTheSameName() {
    var plan = given(new Wish().user()).seeing("known:lain:lain\n").plan();
    assertEquals("useradd -N -s /bin/bash -m lain", command(plan, 0));
  }

  @Test
  void refusesAHashThatWouldBreakTheFile() {
    assertThrows(IllegalArgumentException.class, () -> new Wish().password("a:b").user());
  }

  private static String without(String user) {
    return LAIN.lines()
        .filter(line -> line.startsWith("known:") && !line.contains(user))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static String command(Plan<?> plan, int index) {
    return ((Step.Run) plan.steps().get(index))
        .script()
        .shown()
        .replace("PATH=$PATH:/usr/sbin:/sbin\n", "")
        .replace(" || exit\n", "");
  }

  /** A wish of which only some arguments matter. */
  private static final class Wish {
    private Optional<ImmutableList<String>> groups = Optional.empty();
    private Optional<Secret> password = Optional.empty();
    private Optional<Long> uid = Optional.empty();
    private Optional<String> home = Optional.empty();
    private String shell = "/bin/bash";
    private Presence state = Presence.PRESENT;
    private boolean append;

    Wish groups(String... names) {
      groups = Optional.of(ImmutableList.copyOf(List.of(names)));
      return this;
    }

    Wish shell(String path) {
      shell = path;
      return this;
    }

    Wish home(String path) {
      home = Optional.of(path);
      return this;
    }

    Wish uid(long number) {
      uid = Optional.of(number);
      return this;
    }

    Wish password(String hash) {
      password = Optional.of(new Secret(hash));
      return this;
    }

    Wish append() {
      append = true;
      return this;
    }

    Wish absent() {
      state = Presence.ABSENT;
      return this;
    }

    User user() {
      return new User(
          "lain",
          uid,
          false,
          Optional.empty(),
          groups,
          append,
          Optional.empty(),
          home,
          Optional.of(shell).filter(path -> !path.isEmpty()),
          password,
          Optional.empty(),
          UpdatePassword.ALWAYS,
          state,
          true,
          false,
          Optional.empty(),
          false,
          true,
          false,
          Optional.empty(),
          false);
    }
  }
}
