package dev.javaform.modules.linux.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserGroupsTest {

  private static final UserGroups VIDEO = groups("video");

  @Test
  void putsAUserIntoAGroupAndLeavesOthersAlone() {
    var plan = given(VIDEO).seeing(anna("video:x:44:bob").print()).plan();
    assertEquals(List.of("video"), List.copyOf(plan.after().groups()));
    assertTrue(plan.steps().toString().contains("usermod -a -G video -- anna"));
  }

  @Test
  void saysWhetherANewLoginIsNeeded() {
    var old = anna("video:x:44:anna").section("programs", " 1000");
    given(VIDEO)
        .seeing(old.print())
        .changesNothing()
        .warns("Programs of anna that run already are not in video: a new login is needed.");
    given(VIDEO)
        .seeing(anna("video:x:44:anna").section("programs", " 44 1000").print())
        .changesNothing()
        .warns();
  }

  @Test
  void thePrimaryGroupCounts() {
    given(groups("anna")).seeing(anna("anna:x:1000:").print()).changesNothing();
  }

  @Test
  void neitherUsersNorGroupsAreMade() {
    assertEquals(
        "There is no user anna on this host. Make it first, or correct the name.",
        given(VIDEO).refusesSeeing(Output.of("")));
    assertTrue(
        given(VIDEO)
            .refusesSeeing(Output.of(anna("").print()))
            .startsWith("There is no group video"));
  }

  @Test
  void whatIsAsGoodAsRootHasToBeAccepted() {
    String said = assertThrows(ArgumentException.class, () -> groups("libvirt")).getMessage();
    assertTrue(said.contains("as good as root"), said);
    UserGroups accepted =
        task(
            UserGroups.class,
            "user",
            "anna",
            "groups",
            List.of("libvirt"),
            "accept_root_equivalent",
            true);
    var plan = given(accepted).seeing(anna("libvirt:x:64055:").print()).plan();
    assertEquals(List.of("libvirt"), plan.returns().known().get("root_equivalent"));
  }

  @Test
  void absentTakesOut() {
    UserGroups out =
        task(UserGroups.class, "user", "anna", "groups", List.of("video"), "state", "absent");
    var plan = given(out).seeing(anna("video:x:44:anna").print()).plan();
    assertTrue(plan.steps().toString().contains("gpasswd -d anna video"));
  }

  @ParameterizedTest
  @MethodSource("dev.javaform.modules.linux.LocalHost#all")
  void asksEveryShell(LocalHost host) {
    Membership seen =
        host.ask(
            task(
                    UserGroups.class,
                    "user",
                    "root",
                    "groups",
                    List.of("root"),
                    "accept_root_equivalent",
                    true)
                .observe());
    assertTrue(seen.exists());
    assertEquals(List.of("root"), List.copyOf(seen.groups()));
  }

  private static UserGroups groups(String group) {
    return task(UserGroups.class, "user", "anna", "groups", List.of(group));
  }

  private static ProbeText anna(String group) {
    return new ProbeText()
        .section("user", "anna:x:1000:1000::/home/anna:/bin/bash")
        .section("groups", group);
  }
}
