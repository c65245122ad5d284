package dev.javaform.modules.linux.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Content;
import dev.javaform.module.Effect;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserTest {

  private static final String HASH = "$y$j9T$abc$def";

  /** What Debian 12 printed for a user made by useradd -m. */
  private static final String LAIN =
      """
      = entry
      |lain:x:1000:1000::/home/lain:/bin/sh
      = group
      |lain
      = groups
      |lain audio
      = home
      |found
      = shadow
      |lain:!:20000:0:99999:7:::
      = known
      |libvirt
      |kvm
      |lain
      """;

  @Test
  void createsAUserInOneCall() {
    var plan =
        given(user("groups", List.of("libvirt", "kvm"), "shell", "/bin/bash"))
            .seeing("= known\n|libvirt\n|kvm\n")
            .plan();
    assertEquals("useradd -G kvm,libvirt -s /bin/bash -m lain", command(plan, 0));
    assertEquals(1, plan.steps().size());
  }

  @Test
  void aGroupThatAnEarlierTaskWouldMakeIsThere() {
    User task = user("groups", List.of("players"), "shell", "/bin/sh");
    Account seen = task.observe().reader().apply(Output.of(LAIN));
    assertThrows(ModuleFailure.class, () -> task.decide(seen));
    var planned = new Group.GroupState("players", true, Optional.of(1700L), Optional.empty());
    Account after = task.decide(seen.among(List.of(planned))).after();
    assertEquals(Set.of("players"), after.groups());
    assertThrows(
        ModuleFailure.class,
        () -> task.decide(seen.among(List.of(planned, planned.become(false, Optional.empty())))));
  }

  @Test
  void aUserThatAnEarlierTaskWouldMakeIsThere() {
    User first = user("comment", "Lain", "shell", "/bin/bash");
    Account made = first.decide(first.observe().reader().apply(Output.of(""))).after();
    User second = user("groups", List.of("kvm"), "append", true);
    Account seen = second.observe().reader().apply(Output.of("= known\n|kvm\n"));
    Plan<Account> plan = second.decide(seen.among(List.of(made)));
    assertEquals("Lain", plan.before().comment());
    assertEquals(Set.of("kvm"), plan.after().groups());
    assertEquals("usermod -G kvm lain", command(plan, 0));
  }

  @Test
  void leavesAUserAlone() {
    given(user("shell", "/bin/sh")).seeing(LAIN).changesNothing();
  }

  @Test
  void addsToGroupsWithAppend() {
    var plan =
        given(user("groups", List.of("kvm"), "append", true, "shell", "/bin/sh"))
            .seeing(LAIN)
            .plan();
    assertEquals("usermod -G audio,kvm lain", command(plan, 0));
  }

  @Test
  void takesOutOfGroupsWithoutAppend() {
    var plan = given(user("groups", List.of("kvm"), "shell", "/bin/sh")).seeing(LAIN).plan();
    assertEquals("usermod -G kvm lain", command(plan, 0));
  }

  @Test
  void aGroupThatDoesNotExistIsRefused() {
    assertEquals(
        "Group nosuch does not exist",
        given(user("groups", List.of("kvm", "nosuch"), "shell", "/bin/bash"))
            .refusesSeeing(Output.of(LAIN)));
  }

  @Test
  void thePasswordTravelsOnStandardInputAndIsNeverShown() {
    Plan<Account> plan = given(user("password", HASH, "shell", "/bin/sh")).seeing(LAIN).plan();
    var script = ((Step.Run) plan.steps().getFirst()).script();
    assertEquals(Optional.of(Content.of("lain:" + HASH + "\n")), Posix.of(script).input());
    assertTrue(Posix.of(script).input().orElseThrow().isSecret());
    assertFalse(Posix.of(script).text().contains(HASH));
    assertFalse(plan.toString().contains(HASH));
  }

  @Test
  void theRightPasswordIsKept() {
    given(user("password", HASH, "shell", "/bin/sh"))
        .seeing(LAIN.replace("lain:!:", "lain:" + HASH + ":"))
        .changesNothing();
  }

  @Test
  void aPasswordThatCannotBeReadIsNotTouched() {
    given(user("password", HASH, "shell", "/bin/sh"))
        .seeing(LAIN.replaceAll("= shadow\n.*\n", ""))
        .changesNothing()
        .warns("The password of lain cannot be compared without root.");
  }

  @Test
  void createsAMissingHome() {
    var plan = given(user("shell", "/bin/sh")).seeing(LAIN.replace("= home\n|found\n", "")).plan();
    assertEquals("create the home of lain", plan.steps().getFirst().purpose());
  }

  @Test
  void createsTheHomeThatAUserIsGivenAnew() {
    User wish = user("home", "/srv/lain", "shell", "/bin/sh");
    var plan = given(wish).seeing(LAIN).plan();
    assertEquals("usermod -d /srv/lain lain", command(plan, 0));
    assertEquals("create the home of lain", plan.steps().getLast().purpose());
    var there = given(wish).seeing(LAIN + "= known\n|/srv/lain\n").plan();
    assertEquals(1, there.steps().size());
  }

  @Test
  void refusesANumberThatAnotherUserHas() {
    assertEquals(
        "The number 1001 belongs to the user rei; choose another, or set non_unique.",
        given(user("uid", 1001L, "shell", "/bin/bash"))
            .refusesSeeing(Output.of(LAIN + "= owner\n|rei\n")));
    given(user("uid", 1000L, "shell", "/bin/sh"))
        .seeing(LAIN + "= owner\n|of the same number\n")
        .changesNothing();
  }

  @Test
  void leavesTheShellOfANewUserToTheHost() {
    var returns = given(user()).seeing("").plan().returns().known();
    assertFalse(returns.containsKey("shell"));
    assertEquals(true, returns.get("create_home"));
  }

  @Test
  void removesAUser() {
    var plan = given(user("state", "absent", "shell", "/bin/bash")).seeing(LAIN).plan();
    assertEquals("userdel -r lain", command(plan, 0));
  }

  @Test
  void useraddTakesAnExistingGroupOfTheSameName() {
    var plan = given(user("shell", "/bin/bash")).seeing("= known\n|lain\n").plan();
    assertEquals("useradd -N -s /bin/bash -m lain", command(plan, 0));
  }

  @Test
  void refusesAHashThatWouldBreakTheFile() {
    assertThrows(ArgumentException.class, () -> user("password", "a:b", "shell", "/bin/bash"));
  }

  @Test
  void aNewGroupHasANumberThatOnlyTheHostKnows() {
    var returns = given(user("group", "kvm")).seeing(LAIN).plan().returns();
    assertFalse(returns.known().containsKey("group"));
    assertTrue(returns.pending().contains("group"));
  }

  @Test
  void setsTheAgesOfThePassword() {
    User wish = user("password_expire_min", 0L, "password_expire_max", 90L);
    assertEquals("chage -M 90 lain", command(given(wish).seeing(LAIN).plan(), 0));
    assertEquals("chage -m 0 -M 90 lain", command(given(wish).seeing("").plan(), 1));
    given(wish)
        .seeing(LAIN.replaceAll("= shadow\n.*\n", ""))
        .changesNothing()
        .warns("The password of lain cannot be compared without root.");
  }

  @Test
  void aPasswordThatNeverGetsOldHasNoGreatestAge() {
    given(user("password_expire_max", -1L)).seeing(LAIN.replace("99999", "")).changesNothing();
    assertEquals(
        "chage -M -1 lain",
        command(given(user("password_expire_max", -1L)).seeing(LAIN).plan(), 0));
  }

  @Test
  void aNewHomeGetsTheUmask() {
    assertEquals(
        "useradd -m -K UMASK=027 lain", command(given(user("umask", "027")).seeing("").plan(), 0));
  }

  @Test
  void onlySelinuxHasUsersOfItsOwn() {
    User wish = user("seuser", "staff_u");
    assertEquals("useradd -m lain", command(given(wish).seeing("").plan(), 0));
    String there = "= known\n|%s\n".formatted(AccountProbe.SELINUX);
    assertEquals("useradd -Z staff_u -m lain", command(given(wish).seeing(there).plan(), 0));
  }

  @Test
  void localUsersAreLibusers() {
    Object[] groups = {"local", true, "groups", List.of("kvm"), "expires", 86400.0};
    assertEquals(
        "luseradd lain\nlgroupmod -M lain kvm\nlchage -E 1 lain",
        command(given(user(groups)).seeing("= known\n|kvm\n").plan(), 0));
    assertEquals(
        "lusermod -s /bin/bash lain\nlgroupmod -M lain kvm\nlgroupmod -m lain audio",
        command(
            given(user("local", true, "groups", List.of("kvm"), "shell", "/bin/bash"))
                .seeing(LAIN)
                .plan(),
            0));
    assertEquals(
        "luserdel -r lain",
        command(given(user("local", true, "state", "absent")).seeing(LAIN).plan(), 0));
    assertThrows(ArgumentException.class, () -> user("local", true, "umask", "022"));
  }

  @Test
  void makesAKeyWhereThereIsNone() {
    User wish = user("generate_ssh_key", true, "ssh_key_type", "ed25519");
    var plan = given(wish).seeing(LAIN).plan();
    assertEquals("make a key for ssh for lain", plan.steps().getFirst().purpose());
    assertEquals("/home/lain/.ssh/id_ed25519", plan.returns().known().get("ssh_key_file"));
    assertTrue(plan.returns().pending().containsAll(List.of("ssh_fingerprint", "ssh_public_key")));
    var there =
        given(wish)
            .seeing(
                LAIN
                    + "= private key\n|256 SHA256:a b (ED25519)\n= public key\n|ssh-ed25519 A b\n");
    there.changesNothing().warns();
    assertEquals("256 SHA256:a b (ED25519)", there.plan().returns().known().get("ssh_fingerprint"));
    assertEquals("ssh-ed25519 A b", there.plan().returns().known().get("ssh_public_key"));
  }

  @Test
  void aKeyThatIsThereIsReplacedByForceOnly() {
    String half = LAIN + "= public key\n|ssh-rsa A b\n";
    given(user("generate_ssh_key", true))
        .seeing(half)
        .changesNothing()
        .warns(
            "lain has the public key of .ssh/id_rsa.pub without the private one; no key is made without force.");
    User wish = user("generate_ssh_key", true, "force", true);
    assertEquals(Effect.EVENT, given(wish).seeing(half).plan().effect());
    assertEquals(1, given(wish).seeing(LAIN + "= private key\n|x\n").plan().steps().size());
  }

  @Test
  void aKeyThatCannotBeSeenIsNotTouched() {
    given(user("generate_ssh_key", true, "force", true))
        .seeing(LAIN + "= hidden key\n|/home/lain/.ssh\n")
        .changesNothing()
        .warns("Whether lain has a key for ssh cannot be seen without root.");
  }

  @Test
  void thePassphraseTravelsOnStandardInputAndIsNeverShown() {
    User wish = user("generate_ssh_key", true, "ssh_key_passphrase", "open sesame");
    var plan = given(wish).seeing(LAIN).plan();
    var script = ((Step.Run) plan.steps().getFirst()).script();
    assertEquals(Optional.of(Content.of("open sesame\nopen sesame\n")), Posix.of(script).input());
    assertTrue(Posix.of(script).input().orElseThrow().isSecret());
    assertFalse(Posix.of(script).text().contains("sesame"));
    assertFalse((plan + " " + wish).contains("sesame"));
  }

  private static String command(Plan<?> plan, int index) {
    return ((Step.Run) plan.steps().get(index))
        .script()
        .shown()
        .replace("PATH=$PATH:/usr/sbin:/sbin\n", "")
        .replace(" || exit\n", "")
        .strip();
  }

  /** The user lain with these arguments. */
  private static User user(Object... arguments) {
    var all = new ArrayList<Object>(List.of("name", "lain", "remove", true));
    all.addAll(Arrays.asList(arguments));
    return task(User.class, all.toArray());
  }
}
